using System.Text.Json.Nodes;
using Quant.Learning.Estimators;
using Quant.Learning.Models;
using Quant.Learning.Models.Files;
using Quant.Learning.Tables;
using Quant.Learning.Tests.Training;
using Quant.Learning.Training;
using Quant.Specs;

namespace Quant.Learning.Tests.Models;

public sealed class ModelFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quant-model");

    public static TheoryData<string> Kinds => [.. EstimatorCatalog.All.Select(definition => definition.Kind)];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_model_read_back_predicts_the_same_bits(string kind)
    {
        var (model, card, table) = Trained(kind);
        ModelFile.Save(_folder.FullName, model, card);
        var back = ModelFile.Load(_folder.FullName);

        Assert.Equal(Bits(model, table), Bits(back.Model, table));
        Assert.Equal(card.Trained, back.Card.Trained);
        Assert.True(JsonNode.DeepEquals(card.Spec, back.Card.Spec));
        Assert.True(JsonNode.DeepEquals(card.Report, back.Card.Report));
        Assert.Equal(model.Importances, back.Model.Importances);
        Assert.Equal(model.Features, back.Model.Features);
    }

    [Fact]
    public void Storing_again_replaces_both_parts()
    {
        var (first, card, table) = Trained("ridge");
        var (second, _, _) = Trained("gradientBoosting");
        ModelFile.Save(_folder.FullName, first, card);
        ModelFile.Save(_folder.FullName, second, card);

        Assert.Equal(2, _folder.GetFiles().Length);
        Assert.Equal(Bits(second, table), Bits(ModelFile.Load(_folder.FullName).Model, table));
    }

    [Fact]
    public void Any_altered_byte_is_found_and_its_file_named()
    {
        var (model, card, _) = Trained("gradientBoosting");
        ModelFile.Save(_folder.FullName, model, card);
        foreach (var file in _folder.GetFiles())
        {
            var bytes = File.ReadAllBytes(file.FullName);
            for (var at = 0; at < bytes.Length; at += Math.Max(1, bytes.Length / 40))
            {
                if (file.Name == ModelFile.JsonName && !char.IsAsciiLetterOrDigit((char)bytes[at]))
                {
                    // White space and the like may change without changing what the JSON says.
                    continue;
                }
                var altered = (byte[])bytes.Clone();
                altered[at] ^= 1;
                File.WriteAllBytes(file.FullName, altered);
                var fault = Assert.Throws<ModelFileException>(() => ModelFile.Load(_folder.FullName));
                Assert.Equal(file.FullName, fault.File);
                Assert.Contains(file.FullName, fault.Message);
            }
            File.WriteAllBytes(file.FullName, bytes);
        }
        ModelFile.Load(_folder.FullName);
    }

    [Fact]
    public void A_missing_or_torn_part_is_named()
    {
        var (model, card, _) = Trained("randomForest");
        ModelFile.Save(_folder.FullName, model, card);
        foreach (var file in _folder.GetFiles())
        {
            var bytes = File.ReadAllBytes(file.FullName);
            File.WriteAllBytes(file.FullName, bytes[..(bytes.Length / 2)]);
            Assert.Equal(file.FullName, Assert.Throws<ModelFileException>(Load).File);
            File.Delete(file.FullName);
            Assert.Equal(file.FullName, Assert.Throws<ModelFileException>(Load).File);
            File.WriteAllBytes(file.FullName, bytes);
        }
        Load();

        void Load() => ModelFile.Load(_folder.FullName);
    }

    [Fact]
    public void A_later_format_is_refused_by_its_number()
    {
        var (model, card, _) = Trained("ridge");
        ModelFile.Save(_folder.FullName, model, card);
        var path = Path.Combine(_folder.FullName, ModelFile.JsonName);
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"formatVersion\": 1", "\"formatVersion\": 2"));

        Assert.Contains(
            "formatVersion is 2",
            Assert.Throws<ModelFileException>(() => ModelFile.Load(_folder.FullName)).Message
        );
    }

    [Fact]
    public void Other_features_are_refused_by_position()
    {
        var (model, _, table) = Trained("gradientBoosting");
        var other = new ColumnTable([.. table.Names.Select((name, i) => i == 2 ? "sma_20" : name)], table.Columns);

        var fault = Assert.Throws<BadInputException>(() => model.Predict(other, 0, new double[3]));
        Assert.Equal("features[2]", fault.Field);
    }

    private static (TrainedModel Model, ModelCard Card, ColumnTable Table) Trained(string kind)
    {
        var input = MadeUpMarket.Input(450);
        var result = WalkForwardTrainer.Train(input, WalkForwardTrainerTests.Spec(kind).Bind());
        var card = new ModelCard(
            result.Labels.Task,
            result.FinalRange,
            JsonNode.Parse(SpecJson.Write(result.Spec))!,
            JsonNode.Parse(SpecJson.Write(result.Folds))!
        );
        return (result.Final, card, ColumnTable.Of(input.Features));
    }

    private static long[] Bits(TrainedModel model, ColumnTable table)
    {
        var predicted = new double[table.Rows];
        model.Predict(table, 0, predicted);
        return [.. predicted.Select(BitConverter.DoubleToInt64Bits)];
    }
}
