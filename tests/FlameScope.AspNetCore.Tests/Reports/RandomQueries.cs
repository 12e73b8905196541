using System.Globalization;
using System.Text.RegularExpressions;

namespace FlameScope.AspNetCore.Tests.Reports;

/// <summary>Questions about a recording, the same for the same seed: every view, every filter, names that are in it and some that are not.</summary>
internal sealed class RandomQueries
{
    private static readonly string[] Rows = ["", "cpu", "thread", "process", "command", "cgroup"];
    private readonly Random _random;
    private readonly SampleStore _store;
    private readonly string _profile;
    private readonly string _baseline;
    private readonly string[] _functions;
    private readonly string[] _modules;
    private readonly string[] _commands;

    /// <param name="store">The recording.</param>
    /// <param name="profile">Its name.</param>
    /// <param name="baseline">The name of another recording that it may be compared with.</param>
    /// <param name="seed">Tells one list of questions from another.</param>
    public RandomQueries(SampleStore store, string profile, string baseline, int seed)
    {
        _random = new Random(seed);
        _store = store;
        _profile = profile;
        _baseline = baseline;
        _functions = Distinct(store.Frames.ToArray().Select(static frame => frame.Symbol));
        _modules = Distinct(store.Frames.ToArray().Select(static frame => frame.Module));
        _commands = Distinct(store.ThreadTable.ToArray().Select(static thread => thread.Command));
    }

    public ReportQuery Next()
    {
        List<(string, string)> all = [("profile", _profile)];
        string method = Pick("heatmap", "heatmap", "flame", "flame", "flame", "diff", "diff", "sandwich", "chart");
        AddFilters(all);
        bool isTimed = _store.TimeAxis == TimeAxis.Clock || _random.Next(20) == 0;
        if (isTimed && (method == "chart" || _random.Next(3) > 0))
        {
            AddSlice(all, "from", "to", method == "chart" ? 0.1 : 1);
        }

        switch (method)
        {
            case "heatmap":
                AddMap(all);
                break;
            case "flame":
                AddShape(all);
                Maybe(all, "least", 2, () => Number(_random.NextDouble() * 0.05));
                break;
            case "diff":
                AddShape(all);
                AddBaseline(all, isTimed);
                break;
            case "sandwich":
                AddShape(all);
                all.Add(("of", _random.Next(15) == 0 ? "nobody" : Pick(_functions)));
                all.Add(("side", Pick("callers", "callees")));
                if (_random.Next(3) == 0)
                {
                    all.Add(("baseFrom", "0"));
                    all.Add(("baseTo", Seconds(1 + (_random.NextDouble() * Length))));
                }

                break;
            default:
                Maybe(all, "least", 2, () => Number(_random.NextDouble() * 0.05));
                Maybe(all, "hide", 4, Pattern);
                break;
        }

        return new ReportQuery(method, all);
    }

    private double Length => Math.Max(0, _store.TimeRange.End - _store.Origin) / 1e9;

    private void AddFilters(List<(string Name, string Value)> all)
    {
        Maybe(all, "event", 4, () => _random.Next(10) == 0 ? "nothing" : Pick([.. _store.EventKinds.ToArray().Select(kind => _store.Strings.GetString(kind.Name)), "all"]));
        Maybe(all, "idle", 4, () => "1");
        Maybe(all, "waiting", 4, () => Pick("1", "true", "0"));
        Maybe(all, "weight", 4, () => Pick("period", "value", "count"));
        Maybe(all, "names", 3, () => Pick("short", "short", "full", "long"));
        Maybe(all, "ran", 8, () => Pick("kernel", "user"));
        foreach (string prefix in (string[])["", "exclude"])
        {
            string NameOf(string name) => prefix.Length == 0 ? name : prefix + char.ToUpperInvariant(name[0]) + name[1..];
            Repeat(all, NameOf("command"), 8, () => PatternOf(_commands));
            Repeat(all, NameOf("process"), 10, () => Ids(static thread => thread.PidOrTid));
            Repeat(all, NameOf("thread"), 10, () => Ids(static thread => thread.Tid));
            Repeat(all, NameOf("frame"), 6, Pattern);
            Repeat(all, NameOf("cgroup"), 25, () => PatternOf(["/system.slice", "web", "pod-1"]));
        }

        Maybe(all, "cpu", 8, () => Pick("0", "0-1", "1,3", "-1", "0-4,2", "9", "a"));
    }

    private void AddSlice(List<(string Name, string Value)> all, string from, string to, double part)
    {
        List<(string From, string To)> slices = [];
        int count = _random.Next(5) == 0 ? _random.Next(1, 4) : 1;
        for (int i = 0; i < count; i++)
        {
            double start = _random.NextDouble() * Length;
            double end = start + (_random.NextDouble() * (Length - start) * part);
            slices.Add((Seconds(start), _random.Next(30) == 0 ? Seconds(start) : Seconds(end)));
        }

        bool isOpen = count == 1 && _random.Next(10) == 0;
        if (!isOpen || _random.Next(2) == 0)
        {
            all.Add((from, string.Join(',', slices.Select(static slice => slice.From))));
            if (isOpen)
            {
                return;
            }
        }

        all.Add((to, string.Join(',', slices.Select(static slice => slice.To))));
    }

    private void AddMap(List<(string Name, string Value)> all)
    {
        Maybe(all, "rowsBy", 2, () => Pick(Rows));
        Maybe(all, "rows", 2, () => Pick("1", "7", "50", "auto", "1000", "0"));
        Maybe(all, "column", 2, () => Pick("1", "0.1", "0.37", "3", "10", "auto", "0.000001", "86400"));
        Maybe(all, "match", 2, Pattern);
    }

    private void AddShape(List<(string Name, string Value)> all)
    {
        Maybe(all, "root", 2, () => Pick("command", "process", "thread", "none"));
        Maybe(all, "inverted", 3, () => "1");
        Repeat(all, "hide", 5, Pattern);
    }

    private void AddBaseline(List<(string Name, string Value)> all, bool isTimed)
    {
        Maybe(all, "baseProfile", 3, () => _baseline);
        if (isTimed && _random.Next(4) > 0)
        {
            AddSlice(all, "baseFrom", "baseTo", 1);
        }
    }

    private string Pattern() => _random.Next(6) switch
    {
        0 => "leaf:" + PatternOf(_functions),
        1 => "root:" + PatternOf(_functions),
        2 => "module:" + PatternOf(_modules),
        3 => "leaf:module:" + PatternOf(_modules),
        _ => PatternOf(_functions),
    };

    private string PatternOf(string[] names)
    {
        string name = Pick(names);
        int start = _random.Next(name.Length);
        string part = name.Substring(start, _random.Next(1, Math.Min(8, name.Length - start) + 1));
        return _random.Next(7) switch
        {
            0 => "=" + name,
            1 => $"/^{Regex.Escape(part)}/",
            2 => $"/{Regex.Escape(part)}$/i",
            3 => $"/{Pick("[a-f]{2}", "\\d+", "\\w_\\w", "s|t", "^(?:a|b).*e$", "\\bget\\b", "[^a-z]\\.", "(x", "_$")}/",
            4 => part.ToUpperInvariant(),
            _ => part,
        };
    }

    private string Ids(Func<ProfiledThread, int> idOf) => string.Join(
        ',', Enumerable.Range(0, _random.Next(1, 4)).Select(_ => idOf(_store.ThreadTable[_random.Next(_store.ThreadTable.Length)]).ToString(CultureInfo.InvariantCulture)));

    private void Maybe(List<(string, string)> all, string name, int oneIn, Func<string> value)
    {
        if (_random.Next(oneIn) == 0)
        {
            all.Add((name, value()));
        }
    }

    private void Repeat(List<(string, string)> all, string name, int oneIn, Func<string> value)
    {
        for (int i = 0; i < 3 && _random.Next(oneIn) == 0; i++)
        {
            all.Add((name, value()));
        }
    }

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private string Seconds(double seconds) => seconds.ToString(Pick("0.000", "0.######", "0.000000001"), CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private string[] Distinct(IEnumerable<StringId> ids)
    {
        string[] names = [.. ids.Select(_store.Strings.GetString).Where(static name => name.Length > 0).Distinct()];
        return names.Length > 0 ? names : ["none"];
    }
}
