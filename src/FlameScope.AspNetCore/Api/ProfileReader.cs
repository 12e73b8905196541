using FlameScope.AspNetCore.Cache;
using FlameScope.AspNetCore.Catalog;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Api;

/// <summary>From a name in a request to a loaded profile.</summary>
internal sealed class ProfileReader(ProfileCatalog catalog, ProfileCache cache, IOptions<FlameScopeOptions> options) : IDisposable
{
    // Views of fewer samples take milliseconds.
    private const int MaxSamplesOfSmall = 250_000;

    // Whoever looks at a small view would rather ask again than wait.
    private static readonly TimeSpan LongestWaitOfSmall = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    // A view of a large recording takes a hundred megabytes while it is built, and small ones never wait for it. Downloads last as long
    // as the client reads. The list is none of them: it is there while all others are taken.
    private readonly ViewGate _small = new(Math.Max(4, 2 * Environment.ProcessorCount), 128, LongestWaitOfSmall);
    private readonly ViewGate _large = new(Math.Max(2, Environment.ProcessorCount), 32, LongestWait);
    private readonly ViewGate _downloads = new(Math.Max(4, 2 * Environment.ProcessorCount), 16, LongestWait);
    private readonly ViewGate _lists = new(2, 64, LongestWait);

    /// <summary>The last small answers.</summary>
    public KeptAnswers Answers { get; } = new();

    /// <exception cref="ApiException">There is no such profile.</exception>
    public ProfileEntry Find(string? name) => string.IsNullOrEmpty(name)
        ? throw ApiException.BadParameter("profile", "the name of a profile", name)
        : catalog.Find(name) ?? throw ApiException.NoSuchProfile(name);

    /// <exception cref="ApiException">There is no such profile, or the file has changed since the client was told of it.</exception>
    public ProfileEntry Find(ViewQuery query)
    {
        ProfileEntry entry = Find(query.Profile);
        return string.IsNullOrEmpty(query.Version) || query.Version == entry.Stamp.Version ? entry : throw ApiException.Changed(entry.Name);
    }

    /// <summary>The file of markers that a request adds; <see langword="null"/> for none.</summary>
    /// <exception cref="ApiException">There is no such file.</exception>
    public ProfileEntry? FindMarkers(ViewQuery query) => string.IsNullOrEmpty(query.Markers) ? null : Find(query.Markers);

    /// <summary>Loads a profile however long it takes within the time of a request.</summary>
    public async Task<LoadedProfile> LoadAsync(HttpContext context, ProfileEntry entry) => await cache
        .GetAsync(entry, Timeout.InfiniteTimeSpan, context.RequestAborted, RequestGuard.ClientOf(context)).ConfigureAwait(false)
        ?? throw new InvalidOperationException("A wait without an end has ended.");

    /// <summary>
    /// Loads a profile as long as a client should wait: not at all where it prefers another answer at once. Then <see langword="null"/>,
    /// and the load goes on.
    /// </summary>
    public Task<LoadedProfile?> TryLoadAsync(HttpContext context, ProfileEntry entry) => cache.GetAsync(
        entry, LoadInProgress.IsWantedBy(context.Request) ? TimeSpan.Zero : options.Value.MaxLoadWait, context.RequestAborted, RequestGuard.ClientOf(context));

    /// <summary>Answers with a view of one profile: with 304 where the client has it, or else computed off the request's thread.</summary>
    /// <param name="context">The request.</param>
    /// <param name="query">Names the profile.</param>
    /// <param name="view">Builds the answer; it may take its time.</param>
    public Task<IResult> ViewAsync(HttpContext context, ViewQuery query, Func<LoadedProfile, IResult> view) =>
        ViewAsync(context, Find(query), view, FindMarkers(query));

    /// <summary>The same of a file.</summary>
    public async Task<IResult> ViewAsync(HttpContext context, ProfileEntry entry, Func<LoadedProfile, IResult> view, ProfileEntry? markers = null)
    {
        if (EntityTag.IsCurrent(context, entry, markers))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        return await TryLoadAsync(context, entry).ConfigureAwait(false) is LoadedProfile profile
            ? await AnswerAsync(context, profile, () => view(RequestedMarkers.AddTo(profile, markers))).ConfigureAwait(false)
            : ProgressOf(entry);
    }

    // Views of large profiles hold large tables: they are not kept.
    private async Task<IResult> AnswerAsync(HttpContext context, LoadedProfile profile, Func<IResult> build)
    {
        if (profile.Store.Count > MaxSamplesOfSmall)
        {
            return await BuildAsync(build, profile.Store.Count, context.RequestAborted).ConfigureAwait(false);
        }

        string tag = context.Response.Headers.ETag.ToString();
        return Answers.TryGet(tag, profile, out IResult? known)
            ? known
            : await BuildAsync(
                () => Answers.TryGet(tag, profile, out IResult? meanwhile) ? meanwhile : Answers.Keep(tag, profile, build()),
                profile.Store.Count,
                context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Says how far a load is, where its profile is not there yet.</summary>
    public LoadInProgress ProgressOf(ProfileEntry entry) => new(cache.ProgressOf(entry));

    /// <summary>Computes a view, when it is its turn. What the core refuses becomes a problem that the client can understand.</summary>
    /// <param name="build">Computes it.</param>
    /// <param name="samples">Samples of its profile.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ServerBusyException">Too many views are asked for.</exception>
    public async Task<T> BuildAsync<T>(Func<T> build, int samples, CancellationToken cancellationToken)
    {
        ViewGate gate = samples <= MaxSamplesOfSmall ? _small : _large;
        return await RunAsync(build, await gate.EnterAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Computes a list of profiles, which no view ever keeps waiting.</summary>
    public async Task<T> ListAsync<T>(Func<T> build, CancellationToken cancellationToken) =>
        await RunAsync(build, await _lists.EnterAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Waits for a turn to write a file as fast as a client reads it.</summary>
    public ValueTask<ViewGate.Turn> DownloadAsync(CancellationToken cancellationToken) => _downloads.EnterAsync(cancellationToken);

    /// <summary>What a client is told of an exception of the core.</summary>
    public static Exception Translate(Exception error) => error switch
    {
        ArgumentException => new ApiException(StatusCodes.Status400BadRequest, "A parameter makes no sense", PlainMessageOf(error)),
        TimeoutException => new ApiException(StatusCodes.Status400BadRequest, "A pattern takes too long", error.Message),
        InvalidOperationException => new ApiException(StatusCodes.Status422UnprocessableEntity, "The profile cannot give this view", error.Message),
        _ => error,
    };

    public void Dispose()
    {
        _small.Dispose();
        _large.Dispose();
        _downloads.Dispose();
        _lists.Dispose();
    }

    // A thread of its own: the pool's threads answer everything else.
    private static async Task<T> RunAsync<T>(Func<T> build, ViewGate.Turn turn, CancellationToken cancellationToken)
    {
        Task<T> built = Task.Factory.StartNew(
            () =>
            {
                using (turn)
                {
                    return build();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            return await built.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (Translate(error) is var told && told != error)
        {
            throw told;
        }
    }

    // Names of parameters of methods mean nothing to clients.
    private static string PlainMessageOf(Exception error) => error.Message.Split(" (Parameter ")[0];
}
