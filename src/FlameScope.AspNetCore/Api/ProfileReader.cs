using FlameScope.AspNetCore.Cache;
using FlameScope.AspNetCore.Catalog;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>From a name in a request to a loaded profile.</summary>
internal sealed class ProfileReader(ProfileCatalog catalog, ProfileCache cache) : IDisposable
{
    // A view of a large recording takes a hundred megabytes while it is built. What waits for its turn ends when nobody waits for it.
    private readonly SemaphoreSlim _views = new(Math.Max(4, 2 * Environment.ProcessorCount));

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

    public Task<LoadedProfile> LoadAsync(ProfileEntry entry, CancellationToken cancellationToken) =>
        cache.GetAsync(entry, cancellationToken);

    /// <summary>Answers with a view of one profile: with 304 where the client has it, or else computed off the request's thread.</summary>
    /// <param name="context">The request.</param>
    /// <param name="query">Names the profile.</param>
    /// <param name="view">Builds the answer; it may take its time.</param>
    public Task<IResult> ViewAsync(HttpContext context, ViewQuery query, Func<LoadedProfile, IResult> view) => ViewAsync(context, Find(query), view);

    /// <summary>The same of a file.</summary>
    public async Task<IResult> ViewAsync(HttpContext context, ProfileEntry entry, Func<LoadedProfile, IResult> view)
    {
        if (EntityTag.IsCurrent(context, entry))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        LoadedProfile profile = await LoadAsync(entry, context.RequestAborted).ConfigureAwait(false);
        return await BuildAsync(() => view(profile), context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Computes a view, when it is its turn. What the core refuses becomes a problem that the client can understand.</summary>
    public async Task<T> BuildAsync<T>(Func<T> build, CancellationToken cancellationToken)
    {
        await _views.WaitAsync(cancellationToken).ConfigureAwait(false);
        Task<T> built = Task.Run(
            () =>
            {
                try
                {
                    return build();
                }
                finally
                {
                    _views.Release();
                }
            },
            CancellationToken.None);
        try
        {
            return await built.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException error)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, "A parameter makes no sense", error.Message);
        }
        catch (InvalidOperationException error)
        {
            throw new ApiException(StatusCodes.Status422UnprocessableEntity, "The profile cannot give this view", error.Message);
        }
    }

    public void Dispose() => _views.Dispose();
}
