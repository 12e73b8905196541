namespace OrderService;

/// <summary>Whether both flaws are mended (<c>--mended true</c>), so that before and after can be compared.</summary>
internal sealed record Mending(bool IsDone);
