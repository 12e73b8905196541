using System.Buffers;
using System.Text;
using System.Text.Json;

namespace FlameScope.AspNetCore.Tests.Reports;

/// <summary>One question, for the API and for a report.</summary>
/// <param name="Method">The view, as the API calls it.</param>
/// <param name="Parameters">Parameters of the API; one that is there several times has several values.</param>
internal sealed record ReportQuery(string Method, IReadOnlyList<(string Name, string Value)> Parameters)
{
    // What the page's source of data takes beside its query.
    private static readonly string[] Apart = ["least", "match", "of", "side"];

    /// <summary>The address below the explorer's.</summary>
    public string Address => $"api/{Method}?{string.Join('&', Parameters.Select(static one => $"{one.Name}={Uri.EscapeDataString(one.Value)}"))}";

    /// <summary>The line that <c>report-answers.mjs</c> reads.</summary>
    public string Line
    {
        get
        {
            ArrayBufferWriter<byte> line = new();
            using (Utf8JsonWriter json = new(line))
            {
                json.WriteStartObject();
                json.WriteString("method", Method);
                foreach ((string name, string value) in Parameters.Where(static one => Apart.Contains(one.Name)))
                {
                    if (name == "least")
                    {
                        json.WritePropertyName(name);
                        json.WriteRawValue(value);
                    }
                    else
                    {
                        json.WriteString(name, value);
                    }
                }

                json.WriteStartObject("query");
                foreach (IGrouping<string, string> one in Parameters.Where(static one => !Apart.Contains(one.Name)).GroupBy(static one => one.Name, static one => one.Value))
                {
                    json.WriteString(one.Key, string.Join('\n', one));
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            return Encoding.UTF8.GetString(line.WrittenSpan);
        }
    }
}
