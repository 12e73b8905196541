using System.Runtime.CompilerServices;
namespace FlameScope.Perturbations.Scanning;

/// <summary>The discrete Fourier transform of a power of two of complex numbers, in place (Cooley and Tukey).</summary>
internal sealed class FourierTransform
{
    private readonly double[] _cosines;
    private readonly double[] _sines;

    public FourierTransform(int size)
    {
        Size = size;
        _cosines = new double[size / 2];
        _sines = new double[size / 2];
        for (int i = 0; i < size / 2; i++)
        {
            (_sines[i], _cosines[i]) = Math.SinCos(-2 * Math.PI * i / size);
        }
    }

    public int Size { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Transform(Span<double> real, Span<double> imaginary)
    {
        Reverse(real, imaginary);
        for (int half = 1, stride = Size / 2; half < Size; half *= 2, stride /= 2)
        {
            for (int block = 0; block < Size; block += 2 * half)
            {
                Span<double> lowReal = real.Slice(block, half);
                Span<double> lowImaginary = imaginary.Slice(block, half);
                Span<double> highReal = real.Slice(block + half, half);
                Span<double> highImaginary = imaginary.Slice(block + half, half);
                for (int i = 0, turn = 0; i < lowReal.Length; i++, turn += stride)
                {
                    double cosine = _cosines[turn];
                    double sine = _sines[turn];
                    double r = (highReal[i] * cosine) - (highImaginary[i] * sine);
                    double m = (highReal[i] * sine) + (highImaginary[i] * cosine);
                    highReal[i] = lowReal[i] - r;
                    highImaginary[i] = lowImaginary[i] - m;
                    lowReal[i] += r;
                    lowImaginary[i] += m;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Reverse(Span<double> real, Span<double> imaginary)
    {
        for (int i = 1, j = 0; i < Size; i++)
        {
            int bit = Size >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j |= bit;
            if (i < j)
            {
                (real[i], real[j]) = (real[j], real[i]);
                (imaginary[i], imaginary[j]) = (imaginary[j], imaginary[i]);
            }
        }
    }
}
