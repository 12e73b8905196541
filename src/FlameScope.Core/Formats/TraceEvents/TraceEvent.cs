using FlameScope.Formats.Json;
using FlameScope.Formats.V8;

namespace FlameScope.Formats.TraceEvents;

/// <summary>One event, whose members come in any order; the same object takes up event after event.</summary>
internal sealed class TraceEvent(SampleStoreBuilder builder, TraceStackFrames frames)
{
    private const int TimeDecimals = 3;

    private byte[] _argumentName = new byte[256];
    private int _argumentNameLength = -1;

    /// <summary>The letter that tells what the event is; 0 where there is none.</summary>
    public byte Phase { get; private set; }

    public StringId Name { get; private set; }

    public StringId Category { get; private set; }

    /// <summary>The number of the frame that is the leaf of its stack; 0 where it has none.</summary>
    public int StackFrame { get; private set; }

    /// <summary>What joins events of one asynchronous operation, or of one recording.</summary>
    public StringId Id { get; private set; }

    /// <summary>Whether the operation may have events in several processes.</summary>
    public bool IsGlobal { get; private set; }

    public TraceId Pid { get; private set; }

    public TraceId Tid { get; private set; }

    /// <summary>Nanoseconds; <see langword="null"/> where it is missing or no time.</summary>
    public long? Time { get; private set; }

    /// <summary>Nanoseconds; 0 where it is missing.</summary>
    public long Duration { get; private set; }

    /// <summary>What the event concerns: <c>g</c> for everything, <c>p</c> for its process, <c>t</c> for its thread.</summary>
    public byte Scope { get; private set; }

    /// <summary>Where the event begins in the input.</summary>
    public long Offset { get; private set; }

    /// <summary>The argument <c>name</c>, with which metadata name threads and processes.</summary>
    public ReadOnlySpan<byte> ArgumentName => _argumentName.AsSpan(0, Math.Max(0, _argumentNameLength));

    /// <summary>The piece of a V8 recording in the event's data.</summary>
    public V8Profile Chunk { get; } = new();

    /// <summary>Whether the event's data say that the recording was asked for by the developer tools.</summary>
    public bool IsOfInspector { get; private set; }

    /// <summary>Reads an event.</summary>
    /// <param name="json">At the object's beginning; then at its end, or where reading is over.</param>
    public void Read(ref JsonCursor json)
    {
        Clear();
        Offset = json.Offset;
        while (json.ReadMember())
        {
            ReadMember(ref json);
        }
    }

    /// <summary>Reads a plain event whose arguments are of no interest; most are.</summary>
    /// <returns>Whether it is one; if not, it has to be read token by token.</returns>
    public bool TryRead(in JsonObject item)
    {
        Clear();
        Offset = item.Offset;
        foreach (ref readonly JsonMember member in item.Members)
        {
            if (!TryReadMember(item, member))
            {
                return false;
            }
        }

        // Names of threads and recordings of V8 are in the arguments.
        return Phase != 'M' && !IsOfProfile();
    }

    private bool IsOfProfile() => Phase is (byte)'I' or (byte)'i' or (byte)'P' && builder.StringOf(Name).IndexOf("Profile"u8) >= 0;

    private bool TryReadMember(in JsonObject item, in JsonMember member)
    {
        ReadOnlySpan<byte> name = item.NameOf(member);
        switch (name.Length)
        {
            case 1 when name[0] == 's':
                Scope = member is { Kind: JsonMemberKind.Text, Length: 1 } ? item.ValueOf(member)[0] : (byte)0;
                return true;
            case 2 when name.SequenceEqual("ph"u8):
                Phase = member is { Kind: JsonMemberKind.Text, Length: 1 } ? item.ValueOf(member)[0] : (byte)0;
                return member.Kind != JsonMemberKind.EscapedText;
            case 2 when name.SequenceEqual("ts"u8):
                Time = item.TryGetNumber(member, TimeDecimals, out long time) ? time : null;
                return true;
            case 2 when name.SequenceEqual("sf"u8):
                StackFrame = member.Kind is JsonMemberKind.Text or JsonMemberKind.Number && member.Length > 0 ? frames.NumberOf(item.ValueOf(member)) : 0;
                return member.Kind != JsonMemberKind.EscapedText;
            case 2 when name.SequenceEqual("id"u8):
                Id = member.Kind is JsonMemberKind.Text or JsonMemberKind.Number ? builder.AddString(item.ValueOf(member)) : default;
                return member.Kind != JsonMemberKind.EscapedText;
            case 3 when name.SequenceEqual("dur"u8):
                Duration = item.TryGetNumber(member, TimeDecimals, out long duration) ? duration : 0;
                return true;
            case 3 when name.SequenceEqual("pid"u8):
                Pid = new TraceId(NumberOf(item, member), default);
                return Pid.Number >= 0;
            case 3 when name.SequenceEqual("tid"u8):
                Tid = new TraceId(NumberOf(item, member), default);
                return Tid.Number >= 0;
            case 3 when name.SequenceEqual("cat"u8):
                Category = member.Kind == JsonMemberKind.Text ? builder.AddString(item.ValueOf(member)) : default;
                return member.Kind != JsonMemberKind.EscapedText;
            case 3 when name.SequenceEqual("id2"u8):
                return false;
            case 4 when name.SequenceEqual("name"u8):
                Name = member.Kind == JsonMemberKind.Text ? builder.AddString(item.ValueOf(member)) : default;
                return member.Kind != JsonMemberKind.EscapedText;
            default:
                return true;
        }
    }

    private static int NumberOf(in JsonObject item, in JsonMember member) =>
        item.TryGetNumber(member, 0, out long number) && number is >= 0 and <= int.MaxValue ? (int)number : -1;

    private void Clear()
    {
        (Phase, Scope, Name, Category, Id, IsGlobal, Time, Duration, IsOfInspector) = (0, 0, default, default, default, false, null, 0, false);
        (Pid, Tid, StackFrame, _argumentNameLength) = (default, default, 0, -1);
        if (!Chunk.IsEmpty)
        {
            Chunk.Clear();
        }
    }

    private void ReadMember(ref JsonCursor json)
    {
        ReadOnlySpan<byte> name = json.Text;
        if (name.SequenceEqual("ph"u8))
        {
            Phase = json.TryReadText(out ReadOnlySpan<byte> phase) && phase.Length == 1 ? phase[0] : (byte)0;
        }
        else if (name.SequenceEqual("ts"u8))
        {
            Time = json.TryReadNumber(TimeDecimals, out long time) ? time : null;
        }
        else if (name.SequenceEqual("dur"u8))
        {
            Duration = json.TryReadNumber(TimeDecimals, out long duration) ? duration : 0;
        }
        else if (name.SequenceEqual("name"u8))
        {
            Name = json.TryReadText(out ReadOnlySpan<byte> text) ? builder.AddString(text) : default;
        }
        else if (name.SequenceEqual("cat"u8))
        {
            Category = json.TryReadText(out ReadOnlySpan<byte> text) ? builder.AddString(text) : default;
        }
        else if (name.SequenceEqual("pid"u8))
        {
            Pid = ReadId(ref json, builder);
        }
        else if (name.SequenceEqual("tid"u8))
        {
            Tid = ReadId(ref json, builder);
        }
        else if (name.SequenceEqual("args"u8))
        {
            ReadArguments(ref json);
        }
        else if (name.SequenceEqual("id"u8))
        {
            Id = ReadText(ref json);
        }
        else if (name.SequenceEqual("id2"u8))
        {
            ReadScopedId(ref json);
        }
        else if (name.SequenceEqual("sf"u8))
        {
            StackFrame = frames.ReadNumber(ref json);
        }
        else if (name.SequenceEqual("s"u8))
        {
            Scope = json.TryReadText(out ReadOnlySpan<byte> scope) && scope.Length == 1 ? scope[0] : (byte)0;
        }
        else
        {
            json.Skip();
        }
    }

    private void ReadScopedId(ref JsonCursor json)
    {
        for (bool isObject = json.EnterObject(); isObject && json.ReadMember();)
        {
            IsGlobal = json.Is("global"u8);
            Id = ReadText(ref json);
        }
    }

    private StringId ReadText(ref JsonCursor json)
    {
        if (!json.Read() || json.TokenType is not (System.Text.Json.JsonTokenType.String or System.Text.Json.JsonTokenType.Number))
        {
            json.Skip();
            return default;
        }

        return builder.AddString(json.Text);
    }

    /// <summary>Reads the id of a process or a thread that is a member's value.</summary>
    public static TraceId ReadId(ref JsonCursor json, SampleStoreBuilder builder)
    {
        if (!json.Read())
        {
            return default;
        }

        if (json.TryGetNumber(0, out long number) && number is >= 0 and <= int.MaxValue)
        {
            return new TraceId((int)number, default);
        }

        // Names, and the addresses that some tools take for thread ids.
        bool isText = json.TokenType is System.Text.Json.JsonTokenType.String or System.Text.Json.JsonTokenType.Number;
        TraceId id = isText && !json.Text.IsEmpty ? new TraceId(-1, builder.AddString(json.Text)) : default;
        json.Skip();
        return id;
    }

    private void ReadArguments(ref JsonCursor json)
    {
        for (bool isObject = json.EnterObject(); isObject && json.ReadMember();)
        {
            if (json.Is("data"u8))
            {
                ReadData(ref json);
            }
            else if (json.Is("name"u8))
            {
                if (json.TryReadText(out ReadOnlySpan<byte> name))
                {
                    _argumentName = _argumentName.Length < name.Length ? new byte[name.Length] : _argumentName;
                    name.CopyTo(_argumentName);
                    _argumentNameLength = name.Length;
                }
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadData(ref JsonCursor json)
    {
        for (bool isObject = json.EnterObject(); isObject && json.ReadMember();)
        {
            if (json.Is("cpuProfile"u8))
            {
                for (bool isProfile = json.EnterObject(); isProfile && json.ReadMember();)
                {
                    if (!V8ProfileReader.TryReadMember(ref json, Chunk, builder))
                    {
                        json.Skip();
                    }
                }
            }
            else if (json.Is("source"u8))
            {
                IsOfInspector = json.TryReadText(out ReadOnlySpan<byte> source) && source.SequenceEqual("Inspector"u8);
            }
            else if (!(json.Is("timeDeltas"u8) || json.Is("startTime"u8) || json.Is("endTime"u8))
                || !V8ProfileReader.TryReadMember(ref json, Chunk, builder))
            {
                json.Skip();
            }
        }
    }
}
