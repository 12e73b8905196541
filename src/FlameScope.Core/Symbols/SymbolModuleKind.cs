namespace FlameScope.Formats;

/// <summary>What kind of code a module is.</summary>
public enum SymbolModuleKind
{
    /// <summary>A mapped file, or the vdso; addresses are offsets in the file.</summary>
    File = 0,

    /// <summary>The kernel or one of its modules; addresses are those of the recorded kernel.</summary>
    Kernel = 1,

    /// <summary>Code that a runtime wrote into a process's memory; addresses are those of the process.</summary>
    Jit = 2,
}
