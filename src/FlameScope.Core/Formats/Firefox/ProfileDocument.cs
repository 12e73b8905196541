using System.Text.Json;
using FlameScope.Formats.Json;

namespace FlameScope.Formats.Firefox;

/// <summary>Reads a whole profile, whose parts may come in any order, and makes samples of each thread as soon as its stacks are known.</summary>
internal sealed class ProfileDocument
{
    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly ProfileMeta _meta = new();
    private readonly StackTables _shared = new();
    private readonly List<StringId> _libraries = [];
    private readonly List<RawThread> _waiting = [];
    private bool _hasMeta;
    private bool _hasLibraries;
    private ResolvedStacks? _sharedStacks;
    private bool _hasShared;

    /// <param name="builder">Where samples go.</param>
    /// <param name="context">The account of what could not be read.</param>
    public ProfileDocument(SampleStoreBuilder builder, LoadContext context)
    {
        _builder = builder;
        _context = context;
    }

    /// <summary>Reads the text to its end, or as far as it is whole.</summary>
    /// <exception cref="ProfileFormatException">It is Firefox's own format, or a comparison.</exception>
    public void Read(ref JsonCursor json)
    {
        if (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            while (json.ReadMember())
            {
                ReadMember(ref json);
            }
        }

        if (json.IsCut)
        {
            _context.MarkTruncated(json.Error ?? new LoadDiagnostic(0, json.Offset, "", "the rest of the file: it ends inside a value"));
        }
    }

    /// <summary>Makes samples of the threads whose stacks came after them.</summary>
    /// <exception cref="ProfileFormatException">It is Firefox's own format, or a comparison.</exception>
    public void Complete()
    {
        ThrowIfNotProcessed();
        _builder.Reserve(_waiting.Sum(thread => Math.Min(thread.Samples.Stacks.Count, thread.Samples.Times.Count)));
        foreach (RawThread thread in _waiting)
        {
            AddSamples(thread);
        }

        _builder.Header = _builder.Header with
        {
            ClockEpochNanoseconds = _meta.Epoch - _meta.ClockAtZero,
            OperatingSystemRelease = _meta.OperatingSystem,
            Architecture = _meta.Architecture,
            CpuDescription = _meta.CpuName,
            CpuCount = _meta.Cpus,
            ProfilerVersion = _meta.Product.Length > 0 ? FormattableString.Invariant($"{_meta.Product}, processed profile version {_meta.Version}") : null,
        };
        if (_meta.Version > ProfileMeta.KnownVersion)
        {
            _context.AddMessage(new LoadDiagnostic(
                0, 0, FormattableString.Invariant($"version {_meta.Version}"), FormattableString.Invariant($"a processed profile of version {ProfileMeta.KnownVersion} or older; this one is read as if it were")));
        }
    }

    private void ReadMember(ref JsonCursor json)
    {
        if (json.Is("meta"u8))
        {
            _meta.Read(ref json);
            _hasMeta = true;
            ThrowIfNotProcessed();
        }
        else if (json.Is("libs"u8))
        {
            ReadLibraries(ref json);
            _hasLibraries = true;
        }
        else if (json.Is("shared"u8))
        {
            ReadShared(ref json);
        }
        else if (json.Is("threads"u8))
        {
            ReadThreads(ref json);
        }
        else
        {
            json.Skip();
        }
    }

    private void ReadLibraries(ref JsonCursor json)
    {
        if (!json.EnterArray())
        {
            return;
        }

        while (json.ReadElement())
        {
            byte[] path = [];
            byte[] name = [];
            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
                _libraries.Add(StringId.Empty);
                continue;
            }

            while (json.ReadMember())
            {
                if (json.Is("path"u8))
                {
                    path = json.TryReadText(out ReadOnlySpan<byte> text) ? text.ToArray() : path;
                }
                else if (json.Is("name"u8))
                {
                    name = json.TryReadText(out ReadOnlySpan<byte> text) ? text.ToArray() : name;
                }
                else
                {
                    json.Skip();
                }
            }

            _libraries.Add(_builder.AddString(path.Length > 0 ? path : name));
        }
    }

    private void ReadShared(ref JsonCursor json)
    {
        if (!json.EnterObject())
        {
            return;
        }

        while (json.ReadMember())
        {
            if (!_shared.TryRead(ref json, _builder))
            {
                json.Skip();
            }
        }

        _hasShared = true;
    }

    private void ReadThreads(ref JsonCursor json)
    {
        if (!json.EnterArray())
        {
            return;
        }

        while (json.ReadElement())
        {
            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
                continue;
            }

            RawThread thread = new() { Offset = json.Offset };
            thread.Read(ref json, _builder);
            if (_hasMeta && _hasLibraries && (_hasShared || thread.Tables.Count > 0))
            {
                AddSamples(thread);
            }
            else
            {
                _waiting.Add(thread);
            }

            _builder.ThrowIfOverLimits(_shared.EstimatedBytes + _waiting.Sum(waiting => waiting.EstimatedBytes));
        }
    }

    private void AddSamples(RawThread thread)
    {
        bool hasOwn = thread.Tables.Count > 0;
        ResolvedStacks stacks = hasOwn
            ? new ResolvedStacks(_builder, thread.Tables, _libraries, _meta)
            : _sharedStacks ??= new ResolvedStacks(_builder, _shared, _libraries, _meta);
        new ThreadSamples(_builder, _context, _meta).Add(thread, stacks, hasOwn ? thread.Tables : _shared);
    }

    private void ThrowIfNotProcessed()
    {
        if (_hasMeta && _meta.Version == 0 && _meta.GeckoVersion > 0)
        {
            throw new ProfileFormatException(
                "The input is a raw profile of Firefox (Gecko format), as it comes from the browser. Open it at https://profiler.firefox.com and save it there, which makes a processed profile of it.");
        }
    }
}
