using FlameScope.AspNetCore.Cache;
using FlameScope.AspNetCore.Catalog;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>From a name in a request to a loaded profile.</summary>
internal sealed class ProfileReader(ProfileCatalog catalog, ProfileCache cache)
{
    /// <exception cref="ApiException">There is no such profile.</exception>
    public ProfileEntry Find(string? name) => string.IsNullOrEmpty(name)
        ? throw ApiException.BadParameter("profile", "the name of a profile", name)
        : catalog.Find(name) ?? throw ApiException.NoSuchProfile(name);

    public Task<LoadedProfile> LoadAsync(ProfileEntry entry, CancellationToken cancellationToken) =>
        cache.GetAsync(entry, cancellationToken);

    /// <summary>Answers with a view of one profile: with 304 where the client has it, or else computed off the request's thread.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The profile's name.</param>
    /// <param name="view">Builds the answer; it may take its time.</param>
    public async Task<IResult> ViewAsync(HttpContext context, string? name, Func<LoadedProfile, IResult> view)
    {
        ProfileEntry entry = Find(name);
        if (EntityTag.IsCurrent(context, entry))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        LoadedProfile profile = await LoadAsync(entry, context.RequestAborted).ConfigureAwait(false);
        return await BuildAsync(() => view(profile), context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Computes a view. What the core refuses becomes a problem that the client can understand.</summary>
    public static async Task<T> BuildAsync<T>(Func<T> build, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(build, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
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
}
