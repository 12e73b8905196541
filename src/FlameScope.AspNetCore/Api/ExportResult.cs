using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FlameScope.AspNetCore.Api;

/// <summary>A view as a file to keep, written as fast as the client reads it and never held in memory as a whole.</summary>
internal sealed class ExportResult(Action<IBufferWriter<byte>> write, string mediaType, string fileName) : IResult
{
    // What may be written and not yet read.
    private const int Ahead = 1 << 18;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        Pipe pipe = new(new PipeOptions(pauseWriterThreshold: Ahead, resumeWriterThreshold: Ahead / 2, useSynchronizationContext: false));

        // Exporters write in one go, and wait for the client in between: on a thread of their own.
        Task written = Task.Factory.StartNew(
            () => Write(pipe.Writer, httpContext.RequestAborted), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await SendAsync(httpContext, pipe.Reader, written).ConfigureAwait(false);
        }
        finally
        {
            await pipe.Reader.CompleteAsync().ConfigureAwait(false);
            await written.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAsync(HttpContext context, PipeReader reader, Task written)
    {
        CancellationToken aborted = context.RequestAborted;
        ReadResult first = await reader.ReadAtLeastAsync(1, aborted).ConfigureAwait(false);
        if (first.IsCompleted && first.Buffer.IsEmpty)
        {
            // Nothing was sent yet, so the client can still be told what is wrong.
            await ThrowAsync(written).ConfigureAwait(false);
        }

        reader.AdvanceTo(first.Buffer.Start);
        HttpResponse response = context.Response;
        response.ContentType = mediaType;

        // A drawing has a script of its own, which must never run as a part of this site.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        ContentDispositionHeaderValue disposition = new("attachment");
        disposition.SetHttpFileName(fileName);
        response.Headers.ContentDisposition = disposition.ToString();
        Stream body = ResponseBody.Open(context);
        await using (body.ConfigureAwait(false))
        {
            await reader.CopyToAsync(body, aborted).ConfigureAwait(false);
            await ThrowAsync(written).ConfigureAwait(false);
        }
    }

    private static async Task ThrowAsync(Task written)
    {
        try
        {
            await written.ConfigureAwait(false);
        }
        catch (Exception error) when (ProfileReader.Translate(error) is var told && told != error)
        {
            throw told;
        }
    }

    private void Write(PipeWriter pipe, CancellationToken aborted)
    {
        try
        {
            write(new PacedWriter(pipe, aborted));
        }
        finally
        {
            // Whoever reads sees an end; what went wrong is told by the task.
            pipe.Complete();
        }
    }

    /// <summary>Writes into a pipe, and waits where the reader is far behind.</summary>
    private sealed class PacedWriter(PipeWriter pipe, CancellationToken aborted) : IBufferWriter<byte>
    {
        private const int Piece = 1 << 14;
        private int _unflushed;

        public void Advance(int count)
        {
            pipe.Advance(count);
            _unflushed += count;
            if (_unflushed < Piece)
            {
                return;
            }

            _unflushed = 0;
            ValueTask<FlushResult> flush = pipe.FlushAsync(aborted);
            FlushResult result = flush.IsCompletedSuccessfully ? flush.Result : flush.AsTask().GetAwaiter().GetResult();
            if (result.IsCompleted)
            {
                throw new OperationCanceledException("Nobody reads the file any more.");
            }
        }

        public Memory<byte> GetMemory(int sizeHint = 0) => pipe.GetMemory(sizeHint);

        public Span<byte> GetSpan(int sizeHint = 0) => pipe.GetSpan(sizeHint);
    }
}
