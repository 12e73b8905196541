using System.Text.Json;

namespace FlameScope.AspNetCore.Api;

/// <summary>Flame trees and their differences in the API.</summary>
internal static class FlameView
{
    private const byte Group = 5;
    private const int Functions = 0;
    private const int Labels = 1;

    /// <param name="tree">The tree.</param>
    /// <param name="details">What the profile knows of its functions.</param>
    public static ColumnarResult ResultOf(FlameTree tree, FunctionDetails details) => new(
        Head(tree, details, out List<WireColumn> columns),
        [.. columns, WireColumn.Of("self", tree.SelfValues), WireColumn.Of("total", tree.TotalValues)]);

    /// <summary>The union of both trees: <c>self</c> and <c>total</c> are those of the examined one.</summary>
    public static ColumnarResult ResultOf(FlameDiff diff, FunctionDetails details)
    {
        byte[] significant = new byte[diff.Count];
        float[] chances = new float[diff.Count];
        for (int i = 0; i < significant.Length; i++)
        {
            significant[i] = diff.IsSignificant(i) ? (byte)1 : (byte)0;
            chances[i] = (float)diff.AdjustedPValue(i);
        }

        Action<Utf8JsonWriter> head = Head(diff.Union, details, out List<WireColumn> columns, diff.Examined);
        return new ColumnarResult(
            json =>
            {
                head(json);
                json.WriteNumber("baseTotal"u8, diff.Baseline.Total);
                WireJson.WriteCoverage(json, "baseCoverage"u8, diff.Baseline.Coverage);
            },
            [
                .. columns,
                WireColumn.Of("self", diff.ExaminedSelf),
                WireColumn.Of("total", diff.ExaminedTotal),
                WireColumn.Of("baseSelf", diff.BaselineSelf),
                WireColumn.Of("baseTotal", diff.BaselineTotal),
                WireColumn.Of<byte>("significant", significant),
                WireColumn.Of("chance", chances),
            ]);
    }

    /// <summary>The name of a kind of code; <c>group</c> for commands, processes and threads.</summary>
    public static string NameOf(FrameKind? kind) => kind is FrameKind known ? ViewNames.NameOf(known) : "group";

    /// <param name="shape">The tree whose nodes are shown.</param>
    /// <param name="details">What the profile knows of its functions.</param>
    /// <param name="columns">What tells the nodes apart.</param>
    /// <param name="account">The tree whose slice and coverage are told, where it is another.</param>
    private static Action<Utf8JsonWriter> Head(FlameTree shape, FunctionDetails details, out List<WireColumn> columns, FlameTree? account = null)
    {
        WireNames names = new(shape.Names, shape.Labels);
        WireNames modules = new(shape.Names);
        WireDetails known = new(details);
        int[] nodeNames = new int[shape.Count];
        int[] nodeModules = new int[shape.Count];
        byte[] kinds = new byte[shape.Count];
        ReadOnlySpan<StringId> nameIds = shape.NameIds;
        ReadOnlySpan<StringId> moduleIds = shape.ModuleIds;
        for (int i = 0; i < kinds.Length; i++)
        {
            FrameKind? kind = shape[i].Kind;
            kinds[i] = (byte?)kind ?? Group;
            nodeNames[i] = names.NumberOf(kind is null ? Labels : Functions, nameIds[i]);
            known.Add(nodeNames[i], (kind is null ? shape.Labels : shape.Names)[nameIds[i]], kind);
            nodeModules[i] = modules.NumberOf(Functions, moduleIds[i]);
        }

        columns =
        [
            WireColumn.Of<int>("name", nodeNames),
            WireColumn.Of<int>("module", nodeModules),
            WireColumn.Of<byte>("kind", kinds),
            WireColumn.Of("depth", shape.Depths),
        ];
        FlameTree told = account ?? shape;
        return json =>
        {
            json.WriteString("event"u8, told.EventName);
            json.WriteString("unit"u8, told.Metric.Unit);
            WriteRange(json, told);
            json.WriteNumber("total"u8, told.Total);
            json.WriteNumber("maxDepth"u8, shape.MaxDepth);
            WireJson.WriteCoverage(json, "coverage"u8, told.Coverage);
            WriteKinds(json);
            names.Write(json, "names"u8);
            modules.Write(json, "modules"u8);
            known.Write(json);
        };
    }

    private static void WriteRange(Utf8JsonWriter json, FlameTree tree)
    {
        if (tree.Range is TimeRange slice && tree.ProfileOrigin is long start)
        {
            json.WriteNumber("from"u8, slice.Start - start);
            json.WriteNumber("to"u8, slice.End - start);
        }
        else
        {
            json.WriteNull("from"u8);
            json.WriteNull("to"u8);
        }
    }

    private static void WriteKinds(Utf8JsonWriter json)
    {
        json.WriteStartArray("kinds"u8);
        for (byte kind = 0; kind <= Group; kind++)
        {
            json.WriteStringValue(NameOf(kind == Group ? null : (FrameKind)kind));
        }

        json.WriteEndArray();
    }
}
