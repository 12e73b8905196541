namespace FlameScope;

/// <summary>Where the code of a frame comes from.</summary>
public enum FrameKind : byte
{
    /// <summary>The profiler could not name the function.</summary>
    Unknown = 0,

    /// <summary>Ahead-of-time compiled code that runs in user mode.</summary>
    User = 1,

    /// <summary>The operating system's kernel, its modules, and BPF programs.</summary>
    Kernel = 2,

    /// <summary>Code that a runtime compiled while the program ran (.NET, Java, JavaScript …).</summary>
    Jit = 3,

    /// <summary>A function that the compiler inlined into its caller.</summary>
    Inlined = 4,
}
