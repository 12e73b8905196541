namespace FlameScope.Formats.NetTrace;

/// <summary>Reads a thread of a trace of version 6.</summary>
internal static class ThreadRow
{
    /// <returns>Whether all of it could be read.</returns>
    public static bool TryRead(ref TraceCursor row, TraceThreads threads)
    {
        long index = (long)row.Varint();
        long id = -1;
        int process = -1;
        ReadOnlySpan<byte> name = default;
        while (!row.IsAtEnd && !row.HasFailed)
        {
            switch (row.Byte())
            {
                case 1:
                    name = row.Utf8();
                    break;
                case 2:
                    process = row.Varint() is <= int.MaxValue and var pid ? (int)pid : -1;
                    break;
                case 3:
                    id = (long)row.Varint();
                    break;
                case 4:
                    row.Utf8();
                    row.Utf8();
                    break;
                default:
                    return false;
            }
        }

        if (!row.HasFailed)
        {
            threads.Describe(index, new TraceThread { Id = id, ProcessId = process >= 0 ? process : null, Name = name.ToArray() });
        }

        return !row.HasFailed;
    }
}
