namespace FlameScope.Tool.Terminal;

/// <summary>The fixed part of a terminal's 256 colours: a cube of 6 × 6 × 6 from 16 up, and 24 greys from 232 up.</summary>
internal static class IndexedColor
{
    private const int FirstOfCube = 16;
    private const int FirstGrey = 232;
    private const int Greys = 24;

    private static ReadOnlySpan<byte> Levels => [0, 95, 135, 175, 215, 255];

    public static int ClosestTo(byte red, byte green, byte blue)
    {
        int r = ClosestLevel(red);
        int g = ClosestLevel(green);
        int b = ClosestLevel(blue);
        int grey = Math.Clamp((((red + green + blue) / 3) - 3) / 10, 0, Greys - 1);
        int shade = 8 + (10 * grey);
        int cubeError = Square(red - Levels[r]) + Square(green - Levels[g]) + Square(blue - Levels[b]);
        int greyError = Square(red - shade) + Square(green - shade) + Square(blue - shade);
        return greyError < cubeError ? FirstGrey + grey : FirstOfCube + (36 * r) + (6 * g) + b;
    }

    private static int ClosestLevel(byte value)
    {
        int closest = 0;
        for (int i = 1; i < Levels.Length; i++)
        {
            closest = Math.Abs(Levels[i] - value) < Math.Abs(Levels[closest] - value) ? i : closest;
        }

        return closest;
    }

    private static int Square(int difference) => difference * difference;
}
