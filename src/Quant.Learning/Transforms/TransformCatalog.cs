namespace Quant.Learning.Transforms;
public static class TransformCatalog { }
