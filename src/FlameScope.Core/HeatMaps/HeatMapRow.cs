namespace FlameScope.HeatMaps;

/// <summary>A row that stands for something with a name.</summary>
internal sealed record HeatMapRow(string Name, SampleCondition Condition);
