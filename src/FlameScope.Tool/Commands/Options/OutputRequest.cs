using FlameScope.Export;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>Where output goes, and how.</summary>
/// <param name="Format">The name of its format.</param>
/// <param name="File">The file to write; <see langword="null"/> for standard output.</param>
/// <param name="Drawing">How drawings look.</param>
internal sealed record OutputRequest(string Format, string? File, ExportOptions Drawing)
{
    /// <exception cref="UsageException">The output would overwrite a file that is read.</exception>
    public void ThrowIfInput(InputRequest input)
    {
        OutputTarget.ThrowIfInput(File, input.File);
        if (input.Markers is not null)
        {
            OutputTarget.ThrowIfInput(File, input.Markers, "the file of markers");
        }
    }
}
