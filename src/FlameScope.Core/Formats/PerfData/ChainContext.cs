namespace FlameScope.Formats.PerfData;

/// <summary>The marks in a call chain that say where the addresses after them are from.</summary>
internal static class ChainContext
{
    public const ulong Hypervisor = unchecked((ulong)-32);
    public const ulong Kernel = unchecked((ulong)-128);
    public const ulong User = unchecked((ulong)-512);
    public const ulong UserDeferred = unchecked((ulong)-640);
    public const ulong GuestKernel = unchecked((ulong)-2176);
    public const ulong GuestUser = unchecked((ulong)-2560);

    // Everything from here on is a mark, known or not.
    private const ulong First = unchecked((ulong)-4095);

    public static bool IsMark(ulong word) => word >= First;

    /// <summary>What the addresses after a mark are.</summary>
    public static ChainMode ModeAfter(ulong mark) => mark switch
    {
        User => ChainMode.User,
        Kernel or Hypervisor => ChainMode.Kernel,

        // After this mark comes the number of a record that has the rest, and no address.
        UserDeferred => ChainMode.None,
        _ => ChainMode.Elsewhere,
    };

    /// <summary>The mark for the mode of the CPU that a record's head tells.</summary>
    public static ulong Of(ushort misc) => (misc & 7) switch
    {
        1 => Kernel,
        3 => Hypervisor,
        4 => GuestKernel,
        5 => GuestUser,
        _ => User,
    };
}
