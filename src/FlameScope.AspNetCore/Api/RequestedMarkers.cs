using FlameScope.AspNetCore.Cache;
using FlameScope.AspNetCore.Catalog;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>Markers that a request adds to a profile, out of a file that is served.</summary>
internal static class RequestedMarkers
{
    private const long MaxBytes = 16L << 20;

    /// <summary>A profile with the markers of a file; the profile itself where no file is named.</summary>
    /// <exception cref="ApiException">The file is too large, or no list of markers of this profile.</exception>
    public static LoadedProfile AddTo(LoadedProfile profile, ProfileEntry? file)
    {
        if (file is null)
        {
            return profile;
        }

        if (file.IsEmpty || file.Stamp.Length > MaxBytes)
        {
            throw Unreadable(file, FormattableString.Invariant($"It has {file.Stamp.Length} bytes: expected 1 to {MaxBytes}."));
        }

        try
        {
            return profile with { Store = profile.Store.WithMarkers(MarkerFile.Read(file.FilePath, profile.Store)) };
        }
        catch (ProfileFormatException error)
        {
            throw Unreadable(file, error.Message);
        }
    }

    private static ApiException Unreadable(ProfileEntry file, string why) => new(
        StatusCodes.Status422UnprocessableEntity, "The file is no list of markers that can be read", $"markers: \"{file.Name}\": {why}");
}
