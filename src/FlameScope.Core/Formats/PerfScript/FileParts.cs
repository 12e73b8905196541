using FlameScope.Formats.Linux;
using Microsoft.Win32.SafeHandles;

namespace FlameScope.Formats.PerfScript;

/// <summary>Reads a file in parts, cut between samples, on several threads, and puts them together in the file's order.</summary>
internal static class FileParts
{
    private const int CutWindow = 256 * 1024;

    // Small enough to be parsed out of the cache that it was just copied into.
    private const int BlockBytes = 256 * 1024;

    /// <summary>Reads a file.</summary>
    /// <returns>The switches of threads in it.</returns>
    public static ThreadSwitches Read(
        SafeFileHandle file,
        long length,
        SampleStoreBuilder builder,
        LoadContext context,
        PerfScriptOptions options,
        CancellationToken cancellationToken)
    {
        long[] cuts = FindCuts(file, length, options.MinPartBytes, context.MaxDegreeOfParallelism);
        if (cuts.Length == 0)
        {
            using TextParser whole = new(builder, context, options);
            ReadPart(file, 0, length, whole, context, cancellationToken);
            return whole.Switches;
        }

        LayoutTable layouts = DetectLayouts(file, options);
        SampleStoreBuilder[] parts = new SampleStoreBuilder[cuts.Length + 1];
        LoadContext[] accounts = new LoadContext[parts.Length];
        ThreadSwitches[] switches = new ThreadSwitches[parts.Length];
        parts[0] = builder;
        accounts[0] = context;
        try
        {
            Parallel.For(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = parts.Length, CancellationToken = cancellationToken }, part =>
            {
                long start = part == 0 ? 0 : cuts[part - 1];
                long end = part == cuts.Length ? length : cuts[part];
                parts[part] ??= new SampleStoreBuilder { Limits = builder.Limits };
                accounts[part] ??= context.CreatePart();
                using TextParser parser = part == 0
                    ? new TextParser(builder, context, options, layouts)
                    : new TextParser(parts[part], accounts[part], options, layouts, start);
                ReadPart(file, start, end, parser, context, cancellationToken);
                switches[part] = parser.Switches;
            });
        }
        catch (AggregateException errors) when (errors.InnerExceptions.Count > 0)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }

        for (int part = 1; part < parts.Length; part++)
        {
            if (builder.SampleCount == 0)
            {
                builder.Header = HeaderReader.Join(builder.Header, parts[part].Header);
            }

            // Samples without times make an axis impossible, wherever they are.
            if (parts[part].TimeAxis == TimeAxis.None)
            {
                builder.TimeAxis = TimeAxis.None;
            }

            context.Append(accounts[part], followsSamples: builder.SampleCount > 0);
            switches[0].Append(switches[part], builder, parts[part]);
            builder.Append(parts[part]);
            builder.ThrowIfOverLimits();
        }

        return switches[0];
    }

    private static void ReadPart(
        SafeFileHandle file, long start, long end, TextParser parser, LoadContext context, CancellationToken cancellationToken)
    {
        for (long offset = start; offset < end;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Span<byte> space = parser.FreeSpace.Span;
            int wanted = (int)Math.Min(Math.Min(space.Length, BlockBytes), end - offset);
            int count = RandomAccess.Read(file, space[..wanted], offset);
            if (count == 0)
            {
                break;
            }

            offset += count;
            parser.Advance(count);
            context.ReportRead(count);
        }

        parser.Complete();
    }

    private static long[] FindCuts(SafeFileHandle file, long length, int minPartBytes, int parallelism)
    {
        long parts = Math.Min(parallelism, length / minPartBytes);
        List<long> cuts = [];
        byte[] window = new byte[CutWindow];
        if (parts < 2 || !EndsWithLineFeed(file, length))
        {
            return [];
        }

        for (long part = 1; part < parts; part++)
        {
            long offset = length / parts * part;
            int count = RandomAccess.Read(file, window, offset);
            int cut = EndOfBlankLine(window.AsSpan(0, count));
            if (cut > 0 && (cuts.Count == 0 || offset + cut > cuts[^1]))
            {
                cuts.Add(offset + cut);
            }
        }

        return [.. cuts];
    }

    // Whether a last line without a line feed is whole depends on everything before it, so that is read in one go.
    private static bool EndsWithLineFeed(SafeFileHandle file, long length)
    {
        byte last = 0;
        return RandomAccess.Read(file, new Span<byte>(ref last), length - 1) == 1 && last == (byte)'\n';
    }

    // After a blank line, nothing that came before matters for how the text goes on.
    private static int EndOfBlankLine(ReadOnlySpan<byte> text)
    {
        int unix = text.IndexOf("\n\n"u8);
        if (unix >= 0)
        {
            return unix + 2;
        }

        int dos = text.IndexOf("\n\r\n"u8);
        return dos >= 0 ? dos + 3 : -1;
    }

    // The very bytes that a parser of the whole file looks at.
    private static LayoutTable DetectLayouts(SafeFileHandle file, PerfScriptOptions options)
    {
        byte[] head = new byte[options.HeadBytes];
        int count = RandomAccess.Read(file, head, 0);
        return TextParser.DetectLayouts(head.AsSpan(0, count), options);
    }
}
