using System.Text;
using FlameScope.Filters;

namespace FlameScope;

/// <summary>The sample has a label whose value fits: <see cref="SampleCondition.Label(string, TextPattern)"/>.</summary>
public sealed record LabelCondition : SampleCondition
{
    internal LabelCondition(string key, TextPattern value)
    {
        Key = key;
        Value = value;
    }

    /// <summary>What the label is, such as <c>endpoint</c>.</summary>
    public string Key { get; }

    /// <summary>What its value is compared with.</summary>
    public TextPattern Value { get; }

    internal override SamplePredicate ResolveIn(Profile profile, CancellationToken cancellation)
    {
        byte[] key = Encoding.UTF8.GetBytes(Key);
        ReadOnlySpan<Label> labels = profile.LabelTable;
        bool[] fits = new bool[labels.Length];
        PatternMatcher matcher = new(Value, cancellation);
        for (int row = 1; row < fits.Length; row++)
        {
            Label label = labels[row];
            fits[row] = fits[label.Parent.Value]
                || (profile.Strings[label.Key].SequenceEqual(key) && matcher.IsMatch(profile.Strings[label.Value]));
        }

        return new LabelPredicate(fits);
    }

    private protected override string Describe() => $"label {Key} {Value}";
}
