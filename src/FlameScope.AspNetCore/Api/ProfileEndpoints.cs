using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using FlameScope.AspNetCore.Api.Answers;
using FlameScope.AspNetCore.Cache;
using FlameScope.AspNetCore.Catalog;
using FlameScope.AspNetCore.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FlameScope.AspNetCore.Api;

/// <summary>What profiles there are, and what each holds.</summary>
internal static class ProfileEndpoints
{
    private const string UploadType = "application/octet-stream";

    // A list is not for reading files: what time is left over from naming their formats goes to their beginnings.
    private static readonly TimeSpan MaxProbeTime = TimeSpan.FromMilliseconds(500);

    public static void Map(RouteGroupBuilder group)
    {
        RouteGroupBuilder api = group.MapGroup("/api").WithGroupName(ApiDescription.DocumentName).WithTags("Profiles").WithMetadata(new OwnSiteOnly());
        api.MapGet("/profiles", List)
            .WithMetadata(new KnownParameters(["limit"]))
            .Describe("listProfiles", "The profiles, by name: format, what times they have, size, time of the last change.")
            .Produces<ProfileList>();
        api.MapGet("/info", InfoAsync)
            .WithMetadata(new KnownParameters(["profile", "version"]))
            .Describe("getProfileInfo", "What a profile holds: time, samples, events, processes, commands, CPUs, and what could not be read.")
            .ProducesView<ProfileInfo>();
        api.MapGet("/progress", Progress)
            .WithMetadata(new KnownParameters(["profile", "version"]))
            .Describe("getLoadProgress", "How far the load of a profile is: bytes read and bytes in all; nulls where it is not being loaded.")
            .Produces<ProgressAnswer>()
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        api.MapPost("/profiles", UploadAsync)
            .WithMetadata(new KnownParameters(["name"]))
            .Describe("uploadProfile", "Stores a file in a temporary folder, where uploads are allowed. The body is the file, as application/octet-stream.")
            .TakesFile(UploadType)
            .Produces<UploadedProfile>(StatusCodes.Status201Created)
            .ProducesProblems(
                StatusCodes.Status400BadRequest,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType,
                StatusCodes.Status422UnprocessableEntity,
                StatusCodes.Status507InsufficientStorage);
        api.MapDelete("/profiles", Delete)
            .WithMetadata(new KnownParameters(["name"]))
            .Describe("deleteProfile", "Deletes a file that was uploaded, where uploads are allowed; no other.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);
        api.MapGet("/{**rest}", (RequestDelegate)(context => throw ApiException.NoSuchView(context.Request.RouteValues["rest"])))
            .ExcludeFromDescription();
    }

    private static async Task<IResult> List(
        HttpContext context,
        ProfileReader reader,
        ProfileCatalog catalog,
        ProfileSniffer sniffer,
        Recorder recorder,
        IOptions<FlameScopeOptions> options,
        [FromQuery(Name = "limit")][Description("How many profiles, the first by name; all by default.")] string? limit)
    {
        int most = Parameters.Number("limit", limit, 1, int.MaxValue) ?? int.MaxValue;
        context.Response.Headers.CacheControl = "no-store";
        return await reader.ListAsync(
            () =>
            {
                long start = Stopwatch.GetTimestamp();
                ProfileList list = new()
                {
                    Profiles = [.. catalog.List().Take(most).Select(entry => ListedProfile.Of(
                        entry, sniffer.FormatOf(entry), sniffer.TimeAxisOf(entry, mayRead: Stopwatch.GetElapsedTime(start) < MaxProbeTime)))],
                    CanUpload = options.Value.AllowUpload,
                    CanRecord = recorder.Source is not null,
                    MaxUploadBytes = options.Value.MaxUploadBytes,
                    MaxRows = options.Value.MaxRows,
                };
                return JsonResult.Of(list, AnswerJson.Wire.ProfileList);
            },
            context.RequestAborted).ConfigureAwait(false);
    }

    private static Task<IResult> InfoAsync(
        HttpContext context, ProfileReader reader, [FromQuery(Name = "profile")][Required][Description("Name of the profile.")] string? profile) =>
        reader.ViewAsync(context, reader.Find(profile), loaded => JsonResult.Of(ProfileInfo.Of(loaded), AnswerJson.Wire.ProfileInfo));

    private static JsonResult Progress(
        HttpContext context,
        ProfileReader reader,
        ProfileCache cache,
        [FromQuery(Name = "profile")][Required][Description("Name of the profile.")] string? profile)
    {
        context.Response.Headers.CacheControl = "no-store";
        LoadProgress? progress = cache.ProgressOf(reader.Find(profile));
        ProgressAnswer answer = new() { BytesRead = progress?.BytesRead, TotalBytes = progress?.TotalBytes };
        return JsonResult.Of(answer, AnswerJson.Wire.ProgressAnswer);
    }

    private static async Task<IResult> UploadAsync(
        HttpContext context,
        UploadFolder uploads,
        IOptions<FlameScopeOptions> options,
        [FromQuery(Name = "name")][Required][Description("Name of the file.")] string? name)
    {
        ThrowIfNotAllowed(options.Value);

        // A page of another origin cannot send this type without being asked first, which nobody answers.
        if (!IsOfUploadType(context.Request))
        {
            throw new ApiException(StatusCodes.Status415UnsupportedMediaType, "The body is of another type", $"Send the file as {UploadType}.");
        }

        if (string.IsNullOrEmpty(name))
        {
            throw ApiException.BadParameter("name", "the name of the file", name);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = options.Value.MaxUploadBytes;
        }

        try
        {
            string stored = await uploads.StoreAsync(name, context.Request.Body, context.RequestAborted).ConfigureAwait(false);
            return JsonResult.Of(new UploadedProfile { Name = stored }, AnswerJson.Wire.UploadedProfile, StatusCodes.Status201Created);
        }
        catch (UploadException refused)
        {
            throw new ApiException(refused.Status, refused.Title, refused.Message);
        }
        catch (UploadTooLargeException)
        {
            throw new ApiException(
                StatusCodes.Status413PayloadTooLarge,
                "The file is too large",
                FormattableString.Invariant($"At most {options.Value.MaxUploadBytes} bytes are taken."));
        }
    }

    private static NoContent Delete(
        UploadFolder uploads,
        IOptions<FlameScopeOptions> options,
        [FromQuery(Name = "name")][Required][Description("Name of the profile, as the list has it.")] string? name)
    {
        ThrowIfNotAllowed(options.Value);
        if (string.IsNullOrEmpty(name))
        {
            throw ApiException.BadParameter("name", "the name of an uploaded profile", name);
        }

        return uploads.Delete(name) ? TypedResults.NoContent() : throw ApiException.NoSuchProfile(name);
    }

    private static void ThrowIfNotAllowed(FlameScopeOptions options)
    {
        if (!options.AllowUpload)
        {
            throw new ApiException(StatusCodes.Status403Forbidden, "Uploads are not allowed", "Uploads are off unless AllowUpload is set.");
        }
    }

    private static bool IsOfUploadType(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
        && type.MediaType.Equals(UploadType, StringComparison.OrdinalIgnoreCase);
}
