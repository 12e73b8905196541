namespace FlameScope.Samples;

/// <summary>A list as a field of a record: equal to another one with the same items in the same order.</summary>
internal readonly struct ValueList<T>(IReadOnlyList<T> items) : IEquatable<ValueList<T>>
{
    private readonly IReadOnlyList<T>? _items = items;

    public IReadOnlyList<T> Items => _items ?? [];

    public bool Equals(ValueList<T> other) => Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    public override int GetHashCode() => Items.Count;
}
