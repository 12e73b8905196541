using System.Buffers;
using FlameScope.Export.Csv;
using FlameScope.Export.Text;

namespace FlameScope.Export;

/// <summary>Writes a table of functions as comma-separated values: <c>function,kind,module,self,total</c>.</summary>
public sealed class CsvTopTableExporter : IProfileExporter<TopTable>
{
    private readonly CsvOptions _options;

    /// <summary>Creates the exporter.</summary>
    /// <param name="options">How to write; <see langword="null"/> for the defaults.</param>
    public CsvTopTableExporter(CsvOptions? options = null) => _options = options ?? new CsvOptions();

    /// <inheritdoc/>
    public string MediaType => "text/csv; charset=utf-8";

    /// <inheritdoc/>
    public void Export(TopTable value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using Utf8Output csv = new(output);
        csv.Write("function,kind,module,self,total\n"u8);
        for (int i = 0; i < value.Rows.Count; i++)
        {
            TopRow row = value.Rows[i];
            CsvText.WriteName(csv, row.Name, _options);
            csv.Write($",{ViewNames.NameOf(row.Kind)},");
            CsvText.WriteName(csv, row.Module, _options);
            csv.Write($",{row.Self},{row.Total}\n");
        }

        csv.Flush();
    }
}
