using System.ComponentModel;
using FlameScope.AspNetCore.Cache;
using FlameScope.AspNetCore.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Api;

/// <summary>What profiles there are, and what each holds.</summary>
internal static class ProfileEndpoints
{
    private const string UploadType = "application/octet-stream";

    public static void Map(RouteGroupBuilder group)
    {
        RouteGroupBuilder api = group.MapGroup("/api").WithGroupName(ApiDescription.DocumentName).WithTags("Profiles");
        api.MapGet("/profiles", List)
            .WithName("FlameScopeListProfiles")
            .WithSummary("The profiles, by name: format, size, time of the last change.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json");
        api.MapGet("/info", InfoAsync)
            .WithName("FlameScopeGetProfileInfo")
            .WithSummary("What a profile holds: time, samples, events, processes, commands, CPUs, and what could not be read.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .DescribeProblems();
        api.MapGet("/progress", Progress)
            .WithName("FlameScopeGetLoadProgress")
            .WithSummary("How far the load of a profile is: bytes read and bytes in all; nulls where it is not being loaded.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .DescribeProblems();
        api.MapPost("/profiles", UploadAsync)
            .WithName("FlameScopeUploadProfile")
            .WithSummary("Stores a file in a temporary folder, where uploads are allowed. The body is the file, as application/octet-stream.")
            .Accepts<Stream>(UploadType)
            .Produces(StatusCodes.Status201Created, contentType: "application/json")
            .DescribeProblems();
    }

    private static async Task<IResult> List(HttpContext context, ProfileCatalog catalog, ProfileSniffer sniffer, IOptions<FlameScopeOptions> options)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await ProfileReader.BuildAsync(
            () =>
            {
                List<ListedProfile> profiles = [.. catalog.List().Select(entry => new ListedProfile(entry, sniffer.FormatOf(entry)))];
                return new JsonResult(json => ProfileJson.WriteList(json, profiles, options.Value));
            },
            context.RequestAborted).ConfigureAwait(false);
    }

    private static Task<IResult> InfoAsync(
        HttpContext context, ProfileReader reader, [FromQuery(Name = "profile")][Description("Name of the profile.")] string? profile) =>
        reader.ViewAsync(context, profile, loaded =>
        {
            ProfileInfo info = ProfileInfo.Of(loaded);
            return new JsonResult(json => ProfileJson.WriteInfo(json, info));
        });

    private static JsonResult Progress(
        HttpContext context,
        ProfileReader reader,
        ProfileCache cache,
        [FromQuery(Name = "profile")][Description("Name of the profile.")] string? profile)
    {
        context.Response.Headers.CacheControl = "no-store";
        LoadProgress? progress = cache.ProgressOf(reader.Find(profile));
        return new JsonResult(json => ProfileJson.WriteProgress(json, progress));
    }

    private static async Task<IResult> UploadAsync(
        HttpContext context,
        UploadFolder uploads,
        IOptions<FlameScopeOptions> options,
        [FromQuery(Name = "name")][Description("Name of the file.")] string? name)
    {
        if (!options.Value.AllowUpload)
        {
            throw new ApiException(StatusCodes.Status403Forbidden, "Uploads are not allowed", "Uploads are off unless AllowUpload is set.");
        }

        // A page of another origin cannot send this type without being asked first, which nobody answers.
        if (context.Request.ContentType != UploadType)
        {
            throw new ApiException(StatusCodes.Status415UnsupportedMediaType, "The body is of another type", $"Send the file as {UploadType}.");
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = options.Value.MaxUploadBytes;
        }

        try
        {
            string stored = await uploads.StoreAsync(name ?? "", context.Request.Body, context.RequestAborted).ConfigureAwait(false);
            return new JsonResult(json => ProfileJson.WriteUploaded(json, stored), StatusCodes.Status201Created);
        }
        catch (UploadTooLargeException)
        {
            throw new ApiException(
                StatusCodes.Status413PayloadTooLarge,
                "The file is too large",
                FormattableString.Invariant($"At most {options.Value.MaxUploadBytes} bytes are taken."));
        }
    }
}
