using System.Globalization;
using System.Text;

namespace FlameScope.Docs.Tests.Json;

/// <summary>Half a minute of perf script text in which events are lost whenever a burst begins.</summary>
internal static class LossyRecording
{
    public const string Name = "lossy.txt";

    private const int Hertz = 200;

    private static readonly int[] Bursts = [4, 11, 19, 27];

    public static string Text()
    {
        StringBuilder text = new();
        for (int tick = 0; tick < 30 * Hertz; tick++)
        {
            decimal time = 100 + ((decimal)tick / Hertz);
            bool isBurst = Array.Exists(Bursts, start => tick >= start * Hertz && tick < (start * Hertz) + (Hertz * 2 / 5));
            if (Array.IndexOf(Bursts, tick / Hertz) >= 0 && tick % Hertz == 0)
            {
                Write(text, $"app 10/11 [000] {time:F6}: PERF_RECORD_LOST lost 16\n");
            }

            AddSample(text, 11, time, tick % 3 == 0 ? "parse" : "hash");
            if (isBurst)
            {
                AddSample(text, 12, time, "collect");
            }
        }

        return text.ToString();
    }

    private static void AddSample(StringBuilder text, int tid, decimal time, string function) => Write(
        text,
        $"app 10/{tid} [00{tid - 11}] {time:F6}: 5000000 cpu-clock:\n\t          4005d0 {function}+0x10 (/usr/bin/app)\n\t          400500 main+0x10 (/usr/bin/app)\n\n");

    private static void Write(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture));
}
