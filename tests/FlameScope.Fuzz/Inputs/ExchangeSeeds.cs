namespace FlameScope.Fuzz.Inputs;

/// <summary>Small texts of the exchange formats to start from.</summary>
internal static class ExchangeSeeds
{
    private const string Frames = "\"shared\":{\"frames\":[{\"name\":\"main\"},{\"name\":\"run\",\"file\":\"a.py\",\"line\":7},{\"name\":\"CPU_TIME\"},{\"name\":\"UNMANAGED_CODE_TIME\"}]}";
    private const string Schema = "\"$schema\":\"https://www.speedscope.app/file-format-schema.json\"";

    private const string Tables = "\"shared\":{\"stackTable\":{\"frame\":[0,1,2],\"prefixOffset\":[0,1,1],\"length\":3},"
        + "\"frameTable\":{\"func\":[0,1,2],\"category\":[0,1,null],\"inlineDepth\":[0,0,1],\"line\":[null,3,null],\"lib\":[0,0,-1],\"length\":3},"
        + "\"funcTable\":{\"name\":[0,1,2],\"isJS\":[false,true,false],\"resource\":[-1,-1,-1],\"source\":[null,0,null],\"length\":3},"
        + "\"resourceTable\":{\"name\":[],\"length\":0},\"sources\":{\"filename\":[3],\"length\":1},\"stringArray\":[\"main\",\"run\",\"hash\",\"a.js\",\"GC\"]}";

    private const string Thread = "{\"name\":\"t\",\"pid\":\"1\",\"tid\":2,\"samples\":{\"stack\":[0,2,2,null],\"timeDeltas\":[0.5,1,1,1.0000001],"
        + "\"weight\":[1,1,2,1],\"weightType\":\"samples\",\"threadCPUDelta\":[0,5,0,null],\"length\":4},"
        + "\"markers\":{\"name\":[4,4,4],\"startTime\":[1,2,null],\"endTime\":[3,null,4],\"phase\":[1,2,3],\"category\":[0,0,0],\"data\":[{\"name\":\"x\"},null,null],\"length\":3}}";

    private const string Meta = "\"meta\":{\"preprocessedProfileVersion\":70,\"startTime\":1000.5,\"categories\":[{\"name\":\"Other\"},{\"name\":\"Kernel\"}]},\"libs\":[{\"name\":\"a\",\"path\":\"/a\"}]";

    private static readonly string[] Folded =
    [
        "app;main;run 3\napp;main;run;leaf_[k] 4\napp 1\n# x\n\nb-1/2;c 0.25\n",
        "main;a 1 2\nmain;b 3 4\n",
        "[main tid=4];java/lang/Thread.run_[j] 7\r\n[main tid=4];x_[i] [8]\r\n",
    ];

    private static readonly string[] Bpftrace =
    [
        "Attaching 2 probes...\na/1 12 3631276347878:\n\n        f+35\n        g+32\n\nb 7 3631276347879:\n\n        0x55\n        h(int)+12 (/bin/b)\n\nLost 3 events\n",
        "@[a/0, 11, \n    f+4507\n    0x35\n, ]: 12\n@[\n    leaf+1\n    main+2\n]: 3\n@x[1]: 2\n@[p, 1, , ]: 2\n",
    ];

    private static readonly string[] Speedscope =
    [
        $"{{{Schema},{Frames},\"profiles\":[{{\"type\":\"sampled\",\"name\":\"t (pid 1, tid 2)\",\"unit\":\"milliseconds\",\"startValue\":1.5,\"endValue\":9,\"samples\":[[0],[0,1],[],[1]],\"weights\":[0.25,1,2,3.1]}}]}}",
        $"{{\"profiles\":[{{\"samples\":[[0,1],[1]],\"weights\":[1,2],\"unit\":\"bytes\",\"name\":\"t\",\"type\":\"sampled\"}}],{Frames},{Schema}}}",
        $"{{\"exporter\":\"Microsoft.Diagnostics.Tracing.TraceEvent@3\",{Schema},{Frames},\"profiles\":[{{\"type\":\"evented\",\"name\":\"Thread (3)\",\"unit\":\"milliseconds\",\"startValue\":0,\"endValue\":9,"
            + "\"events\":[{\"type\":\"O\",\"frame\":0,\"at\":0},{\"type\":\"O\",\"frame\":3,\"at\":1.2},{\"type\":\"C\",\"frame\":3,\"at\":3},{\"type\":\"C\",\"frame\":0,\"at\":5}]}]}",
    ];

    private static readonly string[] Firefox =
    [
        $"{{{Meta},{Tables},\"threads\":[{Thread}]}}",
        $"{{\"threads\":[{Thread}],{Tables},{Meta}}}",
    ];

    /// <summary>The texts of one format, or of all where it is no name of one.</summary>
    public static List<byte[]> Of(string format) => [.. (format switch
    {
        "folded" => Folded,
        "bpftrace" => Bpftrace,
        "speedscope" => Speedscope,
        "firefox" => Firefox,
        _ => (string[])[.. Folded, .. Bpftrace, .. Speedscope, .. Firefox],
    }).Select(System.Text.Encoding.UTF8.GetBytes)];
}
