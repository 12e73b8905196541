using System.Globalization;
using System.Text;
using System.Text.Json;
using FlameScope.Formats.Json;
using FlameScope.Formats.V8;

namespace FlameScope.Formats.CpuProfile;

/// <summary>Reads one recording, or an array of them, each of one thread.</summary>
/// <param name="builder">Where samples go.</param>
/// <param name="context">The account of what cannot be read.</param>
/// <param name="fileName">The file's name: the only name that a thread has.</param>
internal sealed class CpuProfileReader(SampleStoreBuilder builder, LoadContext context, string? fileName)
{
    private const int MaxWrappers = 2;

    private readonly V8Samples _samples = new(builder, context);
    private int _profiles;

    public void Read(ref JsonCursor json)
    {
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                ReadProfile(ref json);
            }
            else if (json.TokenType == JsonTokenType.StartArray)
            {
                ReadProfiles(ref json);
            }
        }

        _samples.Finish();
        builder.ThrowIfOverLimits();
        if (json.IsCut)
        {
            context.MarkTruncated(json.Error ?? new LoadDiagnostic(0, json.Offset, "", "the rest of the profile"));
        }
    }

    private void ReadProfiles(ref JsonCursor json)
    {
        while (json.ReadElement() || (json.Error is not null && json.TryRecover(1)))
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                ReadProfile(ref json);
                if (json.Error is LoadDiagnostic error)
                {
                    context.AddUnparsed(error);
                }
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadProfile(ref JsonCursor json)
    {
        long place = json.Offset;
        V8Profile profile = new();
        while (json.ReadMember())
        {
            ReadMember(ref json, profile, MaxWrappers);
        }

        if (profile.Nodes.Count > 0)
        {
            _profiles++;
            _samples.Add(profile, builder.AddThread(NameOf(profile), -1, -1), place);
            builder.ThrowIfOverLimits();
        }
    }

    // The profiler's protocol wraps its answer once or twice: {"result":{"profile":{...}}}.
    private void ReadMember(ref JsonCursor json, V8Profile profile, int wrappers)
    {
        if (wrappers > 0 && (json.Is("profile"u8) || json.Is("result"u8)))
        {
            for (bool isObject = json.EnterObject(); isObject && json.ReadMember();)
            {
                ReadMember(ref json, profile, wrappers - 1);
            }
        }
        else if (json.Is("title"u8))
        {
            profile.Title = json.TryReadText(out ReadOnlySpan<byte> title) ? builder.AddString(title) : profile.Title;
        }
        else if (!V8ProfileReader.TryReadMember(ref json, profile, builder))
        {
            json.Skip();
        }
    }

    private byte[] NameOf(V8Profile profile)
    {
        string name = profile.Title == StringId.Empty
            ? Path.GetFileNameWithoutExtension(fileName is null ? "" : WithoutCompression(fileName))
            : Encoding.UTF8.GetString(builder.StringOf(profile.Title));
        return Encoding.UTF8.GetBytes(_profiles > 1 && profile.Title == StringId.Empty
            ? string.Create(CultureInfo.InvariantCulture, $"{(name.Length == 0 ? "profile" : name)} {_profiles}")
            : name);
    }

    private static string WithoutCompression(string name) =>
        Path.GetExtension(name).ToUpperInvariant() is ".GZ" or ".ZST" ? Path.GetFileNameWithoutExtension(name) : name;
}
