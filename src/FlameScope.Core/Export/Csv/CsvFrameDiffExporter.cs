using System.Buffers;
using FlameScope.Export.Csv;
using FlameScope.Export.Text;

namespace FlameScope.Export;

/// <summary>Writes the functions of a difference (<see cref="FlameDiff.Frames"/>) as comma-separated values, the largest differences first.</summary>
/// <remarks>
/// <c>function,kind,module,baseline_self,baseline_total,examined_self,examined_total,self_delta,total_delta,p_value,significant</c>; differences
/// are in the unit of <see cref="FlameDiffOptions.Mode"/>, unrounded.
/// </remarks>
public sealed class CsvFrameDiffExporter : IProfileExporter<FlameDiff>
{
    private readonly CsvOptions _options;

    /// <summary>Creates the exporter.</summary>
    /// <param name="options">How to write; <see langword="null"/> for the defaults.</param>
    public CsvFrameDiffExporter(CsvOptions? options = null) => _options = options ?? new CsvOptions();

    /// <inheritdoc/>
    public string MediaType => "text/csv; charset=utf-8";

    /// <inheritdoc/>
    public void Export(FlameDiff value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using Utf8Output csv = new(output);
        csv.Write("function,kind,module,baseline_self,baseline_total,examined_self,examined_total,self_delta,total_delta,p_value,significant\n"u8);
        foreach (FrameDiffRow row in value.Frames())
        {
            CsvText.WriteName(csv, row.Name, _options);
            csv.Write($",{ViewNames.NameOf(row.Kind)},");
            CsvText.WriteName(csv, row.Module, _options);
            csv.Write($",{row.BaselineSelf},{row.BaselineTotal},{row.ExaminedSelf},{row.ExaminedTotal},");
            CsvText.WriteNumber(csv, row.SelfDelta);
            csv.Write(',');
            CsvText.WriteNumber(csv, row.TotalDelta);
            csv.Write(',');
            CsvText.WriteNumber(csv, row.AdjustedPValue);
            csv.Write(row.IsSignificant ? ",true\n"u8 : ",false\n"u8);
        }

        csv.Flush();
    }
}
