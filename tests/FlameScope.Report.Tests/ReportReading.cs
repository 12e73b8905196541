using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlameScope.Report.Tests;

/// <summary>One sample of a report, in words.</summary>
internal sealed record ReportedSample(
    long Time, string Command, int Pid, int Tid, int Cpu, string Event, long Weight, long Duration, bool IsIdle, bool IsWaiting, string Labels, string Stack);

/// <summary>Reads a report as slowly and plainly as its format is told: what the page does, written a second time.</summary>
internal sealed class ReportReading
{
    private readonly byte[] _container;
    private readonly int _streams;

    public ReportReading(string html)
    {
        _container = Convert.FromBase64String(Regex.Match(html, "id=\"flamescope-data\">([^<]*)<").Groups[1].Value);
        int length = (int)BinaryPrimitives.ReadUInt32LittleEndian(_container);
        _streams = sizeof(uint) + length;
        Head = JsonDocument.Parse(Inflate(_container.AsSpan(sizeof(uint), length).ToArray())).RootElement;
    }

    public JsonElement Head { get; }

    public JsonElement Profile(int index) => Head.GetProperty("profiles")[index];

    public List<ReportedSample> SamplesOf(int index) => new ProfileReading(this, Profile(index)).Samples();

    /// <summary>All bytes of the container, inflated: nothing can hide in it.</summary>
    public string AllText()
    {
        StringBuilder text = new(Head.GetRawText());
        foreach (JsonElement profile in Head.GetProperty("profiles").EnumerateArray())
        {
            foreach (JsonProperty stream in profile.GetProperty("streams").EnumerateObject())
            {
                text.Append(Encoding.Latin1.GetString(Stream(stream.Value)));
            }
        }

        return text.ToString();
    }

    public byte[] Stream(JsonElement place)
    {
        int offset = _streams + place[0].GetInt32();
        return Inflate(_container[offset..(offset + place[1].GetInt32())]);
    }

    private static byte[] Inflate(byte[] deflated)
    {
        using DeflateStream inflate = new(new MemoryStream(deflated), CompressionMode.Decompress);
        using MemoryStream inflated = new();
        inflate.CopyTo(inflated);
        return inflated.ToArray();
    }

    private sealed class ProfileReading(ReportReading report, JsonElement head)
    {
        private int Count(string name) => head.GetProperty(name).GetInt32();

        private byte[]? Bytes(string name) =>
            head.GetProperty("streams").TryGetProperty(name, out JsonElement place) ? report.Stream(place) : null;

        private long[] Planes(string name, int bytes)
        {
            byte[] planes = Bytes(name) ?? [];
            long[] values = new long[planes.Length / bytes];
            for (int i = 0; i < values.Length; i++)
            {
                for (int plane = 0; plane < bytes; plane++)
                {
                    values[i] |= (long)planes[(plane * values.Length) + i] << (plane * 8);
                }
            }

            return values;
        }

        private Queue<long> Varints(string name, bool isSigned = false)
        {
            Queue<long> values = [];
            ulong value = 0;
            int shift = 0;
            foreach (byte part in Bytes(name) ?? [])
            {
                value |= (ulong)(part & 0x7F) << shift;
                shift += 7;
                if (part < 0x80)
                {
                    values.Enqueue(isSigned ? (long)(value >> 1) ^ -(long)(value & 1) : (long)value);
                    (value, shift) = (0, 0);
                }
            }

            return values;
        }

        private static int BytesFor(long count) => count <= 1 << 8 ? 1 : count <= 1 << 16 ? 2 : count <= 1 << 24 ? 3 : 4;

        private string[] Strings()
        {
            (Queue<long> prefixes, Queue<long> lengths, byte[] suffixes) = (Varints("prefix"), Varints("suffixLength"), Bytes("suffix") ?? []);
            byte[] text = [];
            int read = 0;
            string[] strings = new string[Count("strings")];
            for (int i = 0; i < strings.Length; i++)
            {
                int length = (int)lengths.Dequeue();
                text = [.. text[..(int)prefixes.Dequeue()], .. suffixes[read..(read + length)]];
                read += length;
                strings[i] = Encoding.UTF8.GetString(text);
            }

            Assert.Equal(suffixes.Length, read);
            return strings;
        }

        private string[] Stacks(string[] frames)
        {
            (Queue<long> up, Queue<long> move, Queue<long> fresh) = (Varints("up"), Varints("move"), Varints("fresh"));
            Dictionary<int, List<int>> called = [];
            List<(int Frame, string Stack)> path = [(frames.Length, "")];
            string[] stacks = new string[Count("nodes")];
            stacks[0] = "";
            for (int i = 1; i < stacks.Length; i++)
            {
                int levels = (int)up.Dequeue();
                path.RemoveRange(path.Count - levels, levels);
                called.TryAdd(path[^1].Frame, []);
                List<int> list = called[path[^1].Frame];
                int place = (int)move.Dequeue() - 1;
                int frame = place < 0 ? (int)fresh.Dequeue() : list[place];
                MoveToFront(list, place, frame, 256);
                stacks[i] = path.Count == 1 ? frames[frame] : $"{path[^1].Stack};{frames[frame]}";
                path.Add((frame, stacks[i]));
            }

            return stacks;
        }

        private static void MoveToFront(List<int> list, int place, int value, int kept)
        {
            if (place >= 0)
            {
                list.RemoveAt(place);
            }

            list.Insert(0, value);
            if (list.Count > kept)
            {
                list.RemoveAt(kept);
            }
        }

        private string[] Frames(string[] strings)
        {
            long[] names = Planes("frameName", 3);
            long[] modules = Planes("frameModule", 3);
            long[] kinds = Planes("frameKind", 1);
            long[] files = Planes("frameFile", 3);
            long[] lines = [.. Varints("frameLine")];
            return [.. names.Select((name, i) => FrameText(
                strings[name], strings[modules[i]], head.GetProperty("kinds")[(int)kinds[i]].GetString()!, files.Length == 0 ? "" : strings[files[i]], lines.Length == 0 ? 0 : lines[i]))];
        }

        public List<ReportedSample> Samples()
        {
            string[] strings = Strings();
            string[] stacks = Stacks(Frames(strings));
            (long[] pids, long[] tids, long[] names) = ([.. Varints("pid", isSigned: true)], [.. Varints("tid", isSigned: true)], [.. Varints("threadName")]);
            JsonElement cpus = head.GetProperty("cpus");
            int count = Count("samples");
            long[] cpuColumn = Column("cpu", cpus.GetArrayLength(), count);
            long[] threadColumn = Column("thread", names.Length, count);
            long[] next = Planes("next", 1);
            long[] ranked = Planes("ranked", BytesFor(stacks.Length));
            Queue<long> ranks = new(Planes("rank", BytesFor(ranked.Length + 1)));
            Queue<long> once = Varints("once", isSigned: true);
            long[] times = Planes("time", Count("timeBytes"));
            long[] events = Column("event", head.GetProperty("events").GetArrayLength(), count);
            long[] weights = Planes("weight", 8);
            long[] durations = Planes("duration", 8);
            long[] marks = Planes("mark", 1);
            long[] labels = Planes("label", BytesFor(head.GetProperty("labels").GetArrayLength() + 1));

            long unit = head.GetProperty("timeUnit").GetInt64();
            long first = long.Parse(head.GetProperty("firstTime").GetString()!, CultureInfo.InvariantCulture);
            Dictionary<long, long> timeOf = [];
            List<int> threadList = [.. Enumerable.Range(0, names.Length)];
            Dictionary<long, List<int>> followers = [];
            Dictionary<int, long> lastRanks = [];
            Dictionary<int, long> lastOnce = [];
            List<ReportedSample> samples = [];
            for (int i = 0; i < count; i++)
            {
                long time = timeOf[cpuColumn[i]] = timeOf.GetValueOrDefault(cpuColumn[i], first) + (times[i] * unit);
                int thread = threadList[(int)threadColumn[i]];
                MoveToFront(threadList, (int)threadColumn[i], thread, threadList.Count);
                List<int> list = followers.TryGetValue(lastRanks.GetValueOrDefault(thread, -1), out List<int>? known) ? known : followers[lastRanks.GetValueOrDefault(thread, -1)] = [];
                int rank = next[i] == 0 ? (int)ranks.Dequeue() : list[(int)next[i] - 1];
                MoveToFront(list, (int)next[i] - 1, rank, 16);
                lastRanks[thread] = rank;
                long node = rank > 0 ? ranked[rank - 1] : lastOnce[thread] = lastOnce.GetValueOrDefault(thread) + once.Dequeue();
                samples.Add(new ReportedSample(
                    time,
                    strings[names[thread]],
                    (int)pids[thread],
                    (int)tids[thread],
                    cpus[(int)cpuColumn[i]].GetInt32(),
                    head.GetProperty("events")[(int)events[i]].GetProperty("name").GetString()!,
                    weights.Length == 0 ? head.GetProperty("uniformWeight").GetInt64() : weights[i],
                    durations.Length == 0 ? 0 : durations[i],
                    marks.Length > 0 && (marks[i] & 1) != 0,
                    marks.Length > 0 && (marks[i] & 2) != 0,
                    labels.Length == 0 || labels[i] == 0 ? "{}" : head.GetProperty("labels")[(int)labels[i] - 1].GetRawText(),
                    stacks[node]));
            }

            Assert.Empty(ranks);
            Assert.Empty(once);
            return samples;
        }

        private long[] Column(string name, int values, int count) => values <= 1 ? new long[count] : Planes(name, BytesFor(values));
    }

    public static string FrameText(string name, string module, string kind, string file, long line) => $"{name}|{module}|{kind}|{file}|{line}";
}
