namespace FlameScope.Formats.Protobuf.Otlp;

/// <summary>Refuses the forms that OpenTelemetry profiles had before: they use the same field numbers for other things.</summary>
internal static class OtlpOlderForm
{
    public static ProfileFormatException V1Experimental() => Refuse("v1experimental, whose profiles stand in containers with times of their own");

    public static ProfileFormatException WithoutDictionary() => Refuse("an early v1development, whose tables stand in each profile and not in a dictionary that all share");

    public static ProfileFormatException WithoutStacks() => Refuse("an older v1development, whose samples point into a list of locations (locations_start_index) and not into a table of stacks");

    private static ProfileFormatException Refuse(string form) => new(
        $"The input is an OpenTelemetry profile of an older form: {form}. It is not compatible with the v1development of today, which is read. "
        + "Export it with a current agent or collector.");
}
