namespace Quant.Learning.Estimators.Trees;

/// <summary>
/// A gradient and a Hessian as integers in one 64-bit word: the gradient signed in the upper half, the Hessian unsigned
/// in the lower. Words add and subtract as plain integers, exactly and in any order, as long as neither half overflows,
/// which <see cref="GradientQuantizer"/> sees to.
/// </summary>
internal static class PackedSum
{
    public static long Of(long gradient, long hessian) => (gradient << 32) + hessian;

    public static double Gradient(long packed) => packed >> 32;

    public static double Hessian(long packed) => packed & 0xFFFF_FFFFL;
}
