using FlameScope.Columns;
using FlameScope.Formats;

namespace FlameScope.Loading;

/// <summary>Lets a format read its input.</summary>
internal static class FormatReading
{
    /// <exception cref="ProfileFormatException">The input cannot be read, or is larger than a profile can be.</exception>
    public static async ValueTask ReadAsync(
        IProfileFormat format, ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        context.Format = format.Name;
        try
        {
            await format.ReadAsync(source, builder, context, cancellationToken).ConfigureAwait(false);
        }
        catch (TableFullException error)
        {
            throw new ProfileFormatException(error.Message, error);
        }
    }
}
