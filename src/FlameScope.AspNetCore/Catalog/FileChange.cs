using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FlameScope.AspNetCore.Catalog;

/// <summary>When the state of a file last changed, which, unlike the time of its last write, nobody can set back.</summary>
internal static class FileChange
{
    private const int CurrentFolder = -100;
    private const int ChangeTimeMask = 0x80;
    private const int InodeOffset = 32;
    private const int ChangeTimeOffset = 96;
    private const int StatxBytes = 256;

    private static bool _isThere = OperatingSystem.IsLinux();

    /// <summary>A number that is another one as soon as the file has other content; elsewhere than on Linux, its time of creation.</summary>
    public static long Of(FileInfo file)
    {
        try
        {
            if (_isThere)
            {
                byte[] state = new byte[StatxBytes];
                if (Statx(CurrentFolder, file.FullName, 0, ChangeTimeMask, state) == 0)
                {
                    long seconds = BinaryPrimitives.ReadInt64LittleEndian(state.AsSpan(ChangeTimeOffset));
                    uint nanoseconds = BinaryPrimitives.ReadUInt32LittleEndian(state.AsSpan(ChangeTimeOffset + sizeof(long)));
                    long inode = BinaryPrimitives.ReadInt64LittleEndian(state.AsSpan(InodeOffset));
                    return unchecked((seconds * 1_000_000_000) + nanoseconds + (inode << 1));
                }
            }
        }
        catch (Exception error) when (error is EntryPointNotFoundException or DllNotFoundException)
        {
            _isThere = false;
        }

        return file.CreationTimeUtc.Ticks;
    }

    [DllImport("libc", EntryPoint = "statx", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] state);
}
