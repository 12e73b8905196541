using System.Buffers;
using FlameScope.Export.Csv;
using FlameScope.Export.Text;

namespace FlameScope.Export;

/// <summary>Writes a heat map as comma-separated values, a record a cell: <c>start_ns,end_ns,row,value</c>.</summary>
/// <remarks>
/// All cells, also those that are 0, column after column from row 0 up. Times are half-open and on the profile's clock; <c>row</c> is the row's
/// number, or its name where it has one.
/// </remarks>
public sealed class CsvHeatMapExporter : IProfileExporter<HeatMap>
{
    private readonly CsvOptions _options;

    /// <summary>Creates the exporter.</summary>
    /// <param name="options">How to write; <see langword="null"/> for the defaults.</param>
    public CsvHeatMapExporter(CsvOptions? options = null) => _options = options ?? new CsvOptions();

    /// <inheritdoc/>
    public string MediaType => "text/csv; charset=utf-8";

    /// <inheritdoc/>
    public void Export(HeatMap value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using Utf8Output csv = new(output);
        csv.Write("start_ns,end_ns,row,value\n"u8);
        for (int column = 0; column < value.Columns; column++)
        {
            for (int row = 0; row < value.Rows; row++)
            {
                HeatMapCell cell = new(column, row);
                csv.Write($"{value.RangeOf(cell).Start},{value.RangeOf(cell).End},");
                if (value.RowKind == HeatMapRowKind.Offset)
                {
                    csv.Write(row);
                }
                else
                {
                    CsvText.WriteName(csv, value.RowNames[row], _options);
                }

                csv.Write($",{value[cell]}\n");
            }
        }

        csv.Flush();
    }
}
