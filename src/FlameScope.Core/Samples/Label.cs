namespace FlameScope;

/// <summary>One row of the label table: a set of labels as a smaller set and one label more.</summary>
/// <param name="Parent">The set without this label.</param>
/// <param name="Key">What the label is, such as <c>endpoint</c>.</param>
/// <param name="Value">Its value, such as <c>/orders</c>.</param>
public readonly record struct Label(LabelSetId Parent, StringId Key, StringId Value);
