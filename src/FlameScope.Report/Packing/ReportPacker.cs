using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlameScope.Report.Packing;

/// <summary>Puts the samples of a report into a container.</summary>
internal static class ReportPacker
{
    private const int Version = 1;
    private const int TableBytes = 3;

    public static byte[] Pack(ReportContent content)
    {
        Container container = new();
        ArrayBufferWriter<byte> head = new();

        // No document holds this text as it is: it is deflated and in base64.
        using (Utf8JsonWriter json = new(head, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema"u8, "flamescope.report"u8);
            json.WriteNumber("version"u8, Version);
            json.WriteString("generator"u8, Generator.Text);
            json.WriteString("title"u8, content.Title);
            json.WriteString("notes"u8, content.Notes);
            json.WriteStartObject("start"u8);
            if (content.Profiles.Count > 1)
            {
                json.WriteString("baseProfile"u8, content.Profiles[1].Name);
            }

            json.WriteEndObject();
            json.WriteStartArray("profiles"u8);
            foreach (ReportedProfile profile in content.Profiles)
            {
                Pack(profile, container, json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return container.Close(head.WrittenSpan);
    }

    private static void Pack(ReportedProfile profile, Container container, Utf8JsonWriter json)
    {
        SampleStore store = profile.Store;
        PackedStacks stacks = new(store.StackTrie, store.Frames.Length, store.Stacks);
        PackedSamples samples = new(profile, stacks);
        Dictionary<string, (int Offset, int Length)> streams = [];
        void Add(string name, ByteWriter content)
        {
            if (!content.IsEmpty)
            {
                streams.Add(name, container.Add(content.Written));
            }
        }

        (ByteWriter up, ByteWriter move, ByteWriter fresh) = (new(), new(), new());
        stacks.Write(up, move, fresh);
        Add("up", up);
        Add("move", move);
        Add("fresh", fresh);
        samples.Write(Add);
        int strings = WriteTables(profile, stacks, samples, Add);

        json.WriteStartObject();
        ReportHead.Write(profile, samples, json);
        json.WriteNumber("samples"u8, store.Count);
        json.WriteNumber("nodes"u8, stacks.Count);
        json.WriteNumber("frames"u8, stacks.Frames.Length);
        json.WriteNumber("strings"u8, strings);
        json.WriteNumber("threads"u8, samples.Threads.Length);
        json.WriteStartObject("streams"u8);
        foreach ((string name, (int offset, int length)) in streams)
        {
            json.WriteStartArray(name);
            json.WriteNumberValue(offset);
            json.WriteNumberValue(length);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static int WriteTables(ReportedProfile profile, PackedStacks stacks, PackedSamples samples, Action<string, ByteWriter> add)
    {
        SampleStore store = profile.Store;
        StringColumns strings = new();
        Frame[] frames = Array.ConvertAll(stacks.Frames, id => store.Frames[id.Value]);
        int[] names = Array.ConvertAll(frames, frame => strings.Add(store.Strings.GetString(frame.Symbol)));
        int[] modules = Array.ConvertAll(frames, frame => strings.Add(store.Strings.GetString(frame.Module)));
        int[] files = Array.ConvertAll(frames, frame => strings.Add(store.Strings.GetString(frame.File)));
        ProfiledThread[] threads = Array.ConvertAll(samples.Threads, id => store.ThreadTable[id.Value]);
        int[] commands = Array.ConvertAll(threads, thread => strings.Add(store.Strings.GetString(thread.Command)));

        AddPlanes("frameName", Array.ConvertAll(names, strings.NumberOf), TableBytes);
        AddPlanes("frameModule", Array.ConvertAll(modules, strings.NumberOf), TableBytes);
        AddPlanes("frameKind", Array.ConvertAll(frames, static frame => (int)frame.Kind), 1);
        if (frames.Any(static frame => frame.File != StringId.Empty))
        {
            AddPlanes("frameFile", Array.ConvertAll(files, strings.NumberOf), TableBytes);
            ByteWriter lines = new();
            foreach (Frame frame in frames)
            {
                lines.Varint((ulong)frame.Line);
            }

            add("frameLine", lines);
        }

        (ByteWriter pids, ByteWriter tids, ByteWriter threadNames) = (new(), new(), new());
        for (int i = 0; i < threads.Length; i++)
        {
            pids.Zigzag(profile.HasThreads ? threads[i].Pid : -1);
            tids.Zigzag(profile.HasThreads ? threads[i].Tid : -1);
            threadNames.Varint((ulong)strings.NumberOf(commands[i]));
        }

        add("pid", pids);
        add("tid", tids);
        add("threadName", threadNames);
        if (profile.HasThreads && IsOutOfOrder(samples.Threads))
        {
            add("threadOrder", OrderOf(samples.Threads));
        }

        (ByteWriter prefixes, ByteWriter lengths, ByteWriter suffixes) = (new(), new(), new());
        strings.Write(prefixes, lengths, suffixes);
        add("prefix", prefixes);
        add("suffixLength", lengths);
        add("suffix", suffixes);
        return strings.Count;

        void AddPlanes(string name, int[] column, int bytes)
        {
            ByteWriter planes = new();
            planes.Planes(column, bytes);
            add(name, planes);
        }
    }

    private static bool IsOutOfOrder(ThreadId[] threads) => threads.Zip(threads.Skip(1)).Any(static pair => pair.First.Value > pair.Second.Value);

    // How far each is from the one after the thread before it: rows and lanes that are as busy stand in the order of the recording's own table.
    private static ByteWriter OrderOf(ThreadId[] threads)
    {
        ByteWriter order = new();
        int next = 0;
        foreach (ThreadId thread in threads)
        {
            order.Zigzag(thread.Value - next);
            next = thread.Value + 1;
        }

        return order;
    }
}
