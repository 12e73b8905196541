using System.Collections.Immutable;
using System.Text.Json;
using FlameScope.Export;

namespace FlameScope.AspNetCore.Api;

/// <summary>What <see cref="PerturbationFinder"/> finds, in the API.</summary>
internal static class FindingsView
{
    private const int MaxFindings = 1_000;

    /// <exception cref="ApiException">A parameter makes no sense.</exception>
    public static JsonResult ResultOf(SampleStore store, ViewQuery query, string? most, FlameScopeOptions options, CancellationToken cancellationToken)
    {
        ViewRequest request = ViewRequest.Of(query, store, options);
        PerturbationOptions search = new();
        search = search with { MaxFindings = Parameters.Number("most", most, 1, MaxFindings) ?? search.MaxFindings };
        ImmutableArray<Perturbation> findings = PerturbationFinder.Find(store.Where(request.Filter).WeighedBy(request.Weight), search, cancellationToken);
        return new JsonResult(json => Write(
            json, store.Origin, request.Range is TimeRange slice ? findings.Where(finding => finding.Occurrences.Any(one => !slice.Intersect(one).IsEmpty)) : findings));
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
