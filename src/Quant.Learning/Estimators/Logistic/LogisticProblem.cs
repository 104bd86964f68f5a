using Quant.Learning.Models;
using Quant.Learning.Numerics;
using Quant.Specs;

namespace Quant.Learning.Estimators.Logistic;

/// <summary>The penalised log loss of one data set, and where its descent stands. The last coefficient is the intercept.</summary>
internal sealed class LogisticProblem
{
    public const int MaxSteps = 200;
    private const double Tolerance = 1e-14;
    private readonly TrainingData _data;
    private readonly double _l2;
    private readonly double[] _weights;
    private readonly double[][] _columns;
    private double[] _beta;
    private double[] _scores;
    private double _loss;

    /// <exception cref="BadInputException">A missing value, or one class only.</exception>
    public LogisticProblem(TrainingData data, double l2)
    {
        for (var c = 0; c < data.Table.Columns.Length; c++)
        {
            LinearModel.RefuseMissing(data.Table.Names[c], data.Table.Columns[c]);
        }
        (_data, _l2) = (data, l2);
        _weights = data.Weights ?? [.. Enumerable.Repeat(1.0, data.Rows)];
        _columns = [.. data.Table.Columns, [.. Enumerable.Repeat(1.0, data.Rows)]];
        var positive = Lanes.Dot(_weights, data.Target);
        var all = Lanes.Dot(_weights, _columns[^1]);
        if (positive <= 0 || positive >= all)
        {
            throw new BadInputException("label", positive > 0 ? 1 : 0, "both classes among the training rows");
        }
        _beta = new double[_columns.Length];
        _beta[^1] = Math.Log(positive / (all - positive));
        _scores = Scores(_beta);
        _loss = Loss(_beta, _scores);
    }

    public double Intercept => _beta[^1];

    public double[] Coefficients => _beta[..^1];

    /// <summary>
    /// Takes one Newton step; false when it was the last: the loss it promised to save (the Newton decrement) is within
    /// rounding, and the error left by such a step is of a smaller order still.
    /// </summary>
    public bool Improve()
    {
        var n = _beta.Length;
        var residual = new double[_data.Rows];
        var curvature = new double[_data.Rows];
        for (var i = 0; i < _scores.Length; i++)
        {
            var p = Sigmoid.Of(_scores[i]);
            residual[i] = _weights[i] * (_data.Target[i] - p);
            curvature[i] = _weights[i] * p * (1 - p);
        }
        var step = new double[n];
        var hessian = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            var penalty = i < n - 1 ? _l2 : 0;
            step[i] = Lanes.Dot(residual, _columns[i]) - penalty * _beta[i];
            for (var j = 0; j <= i; j++)
            {
                hessian[i * n + j] = Lanes.Dot(curvature, _columns[i], _columns[j]);
            }
            hessian[i * n + i] += penalty;
        }
        var gradient = (double[])step.Clone();
        if (!Cholesky.Solve(hessian, step))
        {
            throw new BadInputException(
                "estimator.params.l2",
                _l2,
                "a larger penalty: some columns are constant or linear combinations of others"
            );
        }
        if (Lanes.Dot(gradient, step) <= Tolerance * (1 + Math.Abs(_loss)))
        {
            _beta = [.. _beta.Zip(step, (b, s) => b + s)];
            return false;
        }
        return Take(step);
    }

    /// <summary>Halves the step until the loss falls; false when it does not.</summary>
    private bool Take(double[] step)
    {
        for (var share = 1.0; share > 1e-10; share /= 2)
        {
            double[] beta = [.. _beta.Zip(step, (b, s) => b + share * s)];
            var scores = Scores(beta);
            var loss = Loss(beta, scores);
            if (loss < _loss)
            {
                (_beta, _scores, _loss) = (beta, scores, loss);
                return true;
            }
        }
        // The loss is flat to rounding in the direction of descent.
        return false;
    }

    private double[] Scores(double[] beta)
    {
        var scores = new double[_data.Rows];
        for (var c = 0; c < beta.Length; c++)
        {
            var (coefficient, column) = (beta[c], _columns[c]);
            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] += coefficient * column[i];
            }
        }
        return scores;
    }

    private double Loss(double[] beta, double[] scores)
    {
        var loss = 0.0;
        for (var c = 0; c < beta.Length - 1; c++)
        {
            loss += _l2 / 2 * beta[c] * beta[c];
        }
        for (var i = 0; i < scores.Length; i++)
        {
            // ln(1 + e^s) − y·s, without overflow.
            var s = scores[i];
            loss += _weights[i] * (Math.Max(s, 0) + Math.Log(1 + Math.Exp(-Math.Abs(s))) - _data.Target[i] * s);
        }
        return loss;
    }
}
