using System.Collections.Immutable;
using System.Text.Json;
using FlameScope.Export;

namespace FlameScope.AspNetCore.Api;

/// <summary>What <see cref="PerturbationFinder"/> finds, in the API.</summary>
internal static class FindingsView
{
    private const int MaxFindings = 1_000;

    /// <summary>How many findings a request wants.</summary>
    /// <exception cref="ApiException">A parameter makes no sense.</exception>
    public static PerturbationOptions OptionsOf(string? most, string? limit)
    {
        PerturbationOptions search = new();
        return search with
        {
            MaxFindings = Parameters.Number("limit", limit, 1, MaxFindings) ?? Parameters.Number("most", most, 1, MaxFindings) ?? search.MaxFindings,
        };
    }

    /// <exception cref="ApiException">The profile has no such slice.</exception>
    public static JsonResult ResultOf(SampleStore store, ViewRequest request, PerturbationOptions search, CancellationToken cancellationToken)
    {
        IReadOnlyList<TimeRange> parts = request.Times.RangesIn(store);
        ImmutableArray<Perturbation> findings = PerturbationFinder.Find(request.WholeOf(store, cancellationToken), search, cancellationToken);
        return new JsonResult(json => Write(
            json, store.Origin, parts.Count == 0 ? findings : findings.Where(finding => finding.Occurrences.Any(one => parts.Any(part => !part.Intersect(one).IsEmpty)))));
    }

    private static void Write(Utf8JsonWriter json, long origin, IEnumerable<Perturbation> findings)
    {
        json.WriteStartObject();
        json.WriteStartArray("findings"u8);
        foreach (Perturbation finding in findings)
        {
            json.WritePerturbationValue(finding, origin);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
