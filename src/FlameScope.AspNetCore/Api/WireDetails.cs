using System.Text;
using System.Text.Json;

namespace FlameScope.AspNetCore.Api;

/// <summary>What is known of functions besides their names, by the numbers of these; nothing is written where nothing is known.</summary>
internal sealed class WireDetails(FunctionDetails details)
{
    private readonly List<FunctionDetail> _byNumber = [];

    /// <summary>Takes a name for one that a node has.</summary>
    /// <param name="number">The name's number; new ones come in order.</param>
    /// <param name="name">The name.</param>
    /// <param name="kind">The node's kind; <see langword="null"/> for what is no function.</param>
    public void Add(int number, ReadOnlySpan<byte> name, FrameKind? kind)
    {
        if (details.Count > 0 && number == _byNumber.Count)
        {
            _byNumber.Add(kind is FrameKind known ? details.Find(Encoding.UTF8.GetString(name), known) : default);
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        if (_byNumber.Exists(static one => one.File is { Length: > 0 }))
        {
            Dictionary<string, int> files = [];
            json.WriteStartArray("fileOf"u8);
            foreach (FunctionDetail one in _byNumber)
            {
                int file = -1;
                if (one.File is { Length: > 0 } && !files.TryGetValue(one.File, out file))
                {
                    files.Add(one.File, file = files.Count);
                }

                json.WriteNumberValue(file);
            }

            json.WriteEndArray();
            json.WriteStartArray("files"u8);
            foreach (string file in files.Keys)
            {
                json.WriteStringValue(file);
            }

            json.WriteEndArray();
            json.WriteStartArray("lineOf"u8);
            foreach (FunctionDetail one in _byNumber)
            {
                json.WriteNumberValue(one.Line);
            }

            json.WriteEndArray();
        }

        if (_byNumber.Exists(static one => one.RawName is { Length: > 0 }))
        {
            json.WriteStartArray("rawNames"u8);
            foreach (FunctionDetail one in _byNumber)
            {
                json.WriteStringValue(one.RawName ?? "");
            }

            json.WriteEndArray();
        }
    }
}
