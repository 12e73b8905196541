using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace FlameScope.Benchmarks;

/// <summary>Texts of any size made from one recording, kept in the temporary folder: repeated with later times, or thinned out.</summary>
internal static class LargeInputs
{
    private const long Nanoseconds = 1_000_000_000;
    private const long SliceLength = Nanoseconds;
    private const long SlicePeriod = 68 * Nanoseconds / 10;

    /// <summary>The recording from its beginning, again and again with its times shifted forward, up to a size.</summary>
    public static string Repeated(Recording source, long bytes) =>
        Make(Invariant($"{source.Name}-{bytes / 1_000_000}MB"), output => Repeat(source, bytes, output));

    /// <summary>One second of every 6.8, the gaps closed: far more of its lines are seen for the first time.</summary>
    public static string Sliced(Recording source) => Make($"{source.Name}-sliced", output => Slice(source, output));

    /// <summary>A text in gzip.</summary>
    public static string Packed(string path)
    {
        string packed = Path.ChangeExtension(path, ".gz");
        if (!File.Exists(packed))
        {
            string partial = packed + ".partial";
            using (FileStream input = File.OpenRead(path))
            using (GZipStream output = new(File.Create(partial), CompressionLevel.Optimal))
            {
                input.CopyTo(output);
            }

            File.Move(partial, packed, overwrite: true);
        }

        return packed;
    }

    /// <summary>Decompresses a gzip file into nothing.</summary>
    public static void Unpack(string packed)
    {
        using GZipStream text = new(File.OpenRead(packed), CompressionMode.Decompress);
        text.CopyTo(Stream.Null, 256 * 1024);
    }

    private static void Repeat(Recording source, long bytes, CountedFile output)
    {
        byte[] text = File.ReadAllBytes(source.PlainPath);
        (long first, long last) = (long.MaxValue, long.MinValue);
        ForEachSample(text, sample =>
        {
            first = Math.Min(first, sample.Time);
            last = Math.Max(last, sample.Time);
            return true;
        });
        long step = ((last - first) / Nanoseconds * Nanoseconds) + Nanoseconds;
        for (long shift = 0; output.Length < bytes; shift += step)
        {
            ForEachSample(text, sample =>
            {
                Write(output, text, sample, withHeader: shift == 0, sample.Time + shift);
                return output.Length < bytes;
            });
        }
    }

    private static void Slice(Recording source, CountedFile output)
    {
        byte[] text = File.ReadAllBytes(source.PlainPath);
        long? origin = null;
        ForEachSample(text, sample =>
        {
            origin ??= sample.Time;
            (long period, long offset) = Math.DivRem(sample.Time - origin.Value, SlicePeriod);
            if (offset is >= 0 and < SliceLength)
            {
                Write(output, text, sample, withHeader: output.Length == 0, origin.Value + (period * SliceLength) + offset);
            }

            return true;
        });
    }

    // comm  1234 [000]  1066.262237:    1001001 cpu-clock:ppp: 
    private static void ForEachSample(byte[] text, Func<SampleText, bool> take)
    {
        int start = 0;
        while (start < text.Length)
        {
            int length = text.AsSpan(start).IndexOf("\n\n"u8);
            int end = length < 0 ? text.Length : start + length + 2;
            int line = start;
            while (line < end && text[line] == (byte)'#')
            {
                line += text.AsSpan(line).IndexOf((byte)'\n') + 1;
            }

            int colon = line + text.AsSpan(line, end - line).IndexOf(": "u8);
            int point = colon - 7;
            int seconds = point < 0 ? -1 : text.AsSpan(0, point).LastIndexOf((byte)' ') + 1;
            if (seconds > line && text[point] == (byte)'.'
                && long.TryParse(text.AsSpan(seconds, point - seconds), NumberStyles.None, CultureInfo.InvariantCulture, out long whole)
                && long.TryParse(text.AsSpan(point + 1, 6), NumberStyles.None, CultureInfo.InvariantCulture, out long micros)
                && !take(new SampleText(start, line, seconds, colon, end, (whole * Nanoseconds) + (micros * 1_000))))
            {
                return;
            }

            start = end;
        }
    }

    private static void Write(CountedFile output, byte[] text, SampleText sample, bool withHeader, long time)
    {
        int start = withHeader ? sample.Start : sample.Line;
        output.Write(text.AsSpan(start, sample.Seconds - start));
        output.Write(Encoding.ASCII.GetBytes(Invariant($"{time / Nanoseconds}.{time % Nanoseconds / 1_000:D6}")));
        output.Write(text.AsSpan(sample.Colon, sample.End - sample.Colon));
    }

    private static string Make(string name, Action<CountedFile> write)
    {
        string path = Path.Combine(Recording.Folder, $"{name}.perf.txt");
        if (!File.Exists(path))
        {
            string partial = path + ".partial";
            using (CountedFile output = new(partial))
            {
                write(output);
            }

            File.Move(partial, path, overwrite: true);
        }

        return path;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private readonly record struct SampleText(int Start, int Line, int Seconds, int Colon, int End, long Time);

    // A file's length costs a call of the system, sample by sample.
    private sealed class CountedFile(string path) : IDisposable
    {
        private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);

        public long Length { get; private set; }

        public void Write(ReadOnlySpan<byte> bytes)
        {
            _file.Write(bytes);
            Length += bytes.Length;
        }

        public void Dispose() => _file.Dispose();
    }
}
