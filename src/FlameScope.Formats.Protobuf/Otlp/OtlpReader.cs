using FlameScope.Formats.Protobuf.Tables;
using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Otlp;

/// <summary>Reads OpenTelemetry profiles in two passes: the dictionary first, wherever it stands, then the profiles.</summary>
internal sealed class OtlpReader
{
    private const string Advice = "These profiles are sums: let the agent export timestamps_unix_nano for each sample.";

    private readonly WireReader _reader;
    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly OtlpDictionary _dictionary;
    private readonly SampleCollector _samples;
    private bool _hasProfiles;

    public OtlpReader(WireReader reader, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        _reader = reader;
        _builder = builder;
        _context = context;
        _dictionary = new OtlpDictionary(reader, builder, context);
        _samples = new SampleCollector(builder, context, cancellationToken);
    }

    /// <exception cref="ProfileFormatException">The profiles are of an older form, or over a limit.</exception>
    public void Read()
    {
        LoadDiagnostic? end = MessageFields.Walk(_reader, ReadDictionary);
        if (!_dictionary.IsThere && _hasProfiles)
        {
            OtlpVersion.ThrowIfOlder(_reader);
            throw end is null ? OtlpOlderForm.WithoutDictionary() : new ProfileFormatException(
                $"The input ends before the dictionary of its OpenTelemetry profiles, without which nothing in them has a name: {end}.");
        }

        foreach (LoadDiagnostic damage in _dictionary.Damage)
        {
            _context.AddUnparsed(damage);
        }

        OtlpProfiles profiles = new(_reader, _builder, _context, _dictionary, _samples);
        MessageFields.Walk(_reader, (tag, length) => ReadProfiles(profiles, tag, length));
        if (end is not null)
        {
            _context.MarkTruncated(end);
        }

        _samples.Finish(Advice);
    }

    private void ReadDictionary(uint tag, int end)
    {
        if (tag == OtlpField.Dictionary)
        {
            if (!MessageFields.TryRead(_reader, end, _dictionary.Read, "the dictionary", out LoadDiagnostic? damage))
            {
                _dictionary.Damage.Add(damage!);
            }
        }
        else
        {
            _hasProfiles |= tag == OtlpField.ResourceProfiles;
            _reader.Skip(tag);
        }
    }

    private void ReadProfiles(OtlpProfiles profiles, uint tag, int end)
    {
        if (tag != OtlpField.ResourceProfiles)
        {
            _reader.Skip(tag);
        }
        else if (!MessageFields.TryRead(_reader, end, profiles.ReadResource, "the profiles of a resource", out LoadDiagnostic? damage))
        {
            _context.AddUnparsed(damage!);
        }
    }
}
