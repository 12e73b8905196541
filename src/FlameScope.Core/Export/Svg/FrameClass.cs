namespace FlameScope.Export.Svg;

/// <summary>What the colour of a frame tells.</summary>
internal enum FrameClass : byte
{
    User,
    Kernel,
    Jit,
    Inlined,
    Unknown,
    Group,
}
