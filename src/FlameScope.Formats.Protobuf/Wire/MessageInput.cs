using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Win32.SafeHandles;

namespace FlameScope.Formats.Protobuf.Wire;

/// <summary>Reads an input whole: the tables of these formats mostly come after what refers to them.</summary>
internal static class MessageInput
{
    private const int FirstBuffer = 1024 * 1024;

    /// <exception cref="ProfileFormatException">The input is larger than a message can be, or than the load may use memory.</exception>
    public static async ValueTask<WireReader> ReadAsync(ProfileSource source, LoadContext context, CancellationToken cancellationToken)
    {
        WireReader reader = source.TryOpenRandomAccess(out SafeFileHandle? file, out long length)
            ? await ReadFileAsync(file, length, context, cancellationToken).ConfigureAwait(false)
            : await ReadPipeAsync(source.AsPipe(), context, cancellationToken).ConfigureAwait(false);
        context.BytesRead = reader.Length;
        return reader;
    }

    private static async ValueTask<WireReader> ReadFileAsync(SafeFileHandle file, long length, LoadContext context, CancellationToken cancellationToken)
    {
        ThrowIfTooLarge(length, context);
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)length);
        int read = 0;
        while (read < bytes.Length)
        {
            int count = await RandomAccess.ReadAsync(file, bytes.AsMemory(read, Math.Min(bytes.Length - read, 4 * FirstBuffer)), read, cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            read += count;
            context.ReportRead(count);
        }

        return new WireReader(bytes, read);
    }

    private static async ValueTask<WireReader> ReadPipeAsync(PipeReader input, LoadContext context, CancellationToken cancellationToken)
    {
        byte[] bytes = [];
        int length = 0;
        for (bool isCompleted = false; !isCompleted;)
        {
            ReadResult result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            isCompleted = result.IsCompleted;
            try
            {
                long needed = length + result.Buffer.Length;
                ThrowIfTooLarge(needed, context);
                if (needed > bytes.Length)
                {
                    Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max(FirstBuffer, Math.Max(needed, 2L * bytes.Length))));
                }

                result.Buffer.CopyTo(bytes.AsSpan(length));
                length = (int)needed;
            }
            finally
            {
                input.AdvanceTo(result.Buffer.End);
            }
        }

        return new WireReader(bytes, length);
    }

    private static void ThrowIfTooLarge(long length, LoadContext context)
    {
        if (length > Array.MaxLength)
        {
            throw new ProfileFormatException(FormattableString.Invariant($"The input is larger than {Array.MaxLength} bytes, the most that a protobuf message can have."));
        }

        if (length > context.Limits.MaxMemoryBytes)
        {
            throw new ProfileFormatException(FormattableString.Invariant(
                $"The input has more than {context.Limits.MaxMemoryBytes} bytes and is read whole, which is over the limit set by {nameof(StoreLimits)}.{nameof(StoreLimits.MaxMemoryBytes)}. Raise it if the input can be trusted."));
        }
    }
}
