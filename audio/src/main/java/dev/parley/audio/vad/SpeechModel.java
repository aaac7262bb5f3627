package dev.parley.audio.vad;

import java.util.Arrays;

/// Says whether the strengths of a frame's bands are those of speech or of noise: two mixtures of
/// two Gaussians in each band, which follow the line they hear. The statistical model of WebRTC's
/// detector in its strictest mode, in its fixed-point arithmetic: the decisions are the same to the
/// bit, whatever the machine.
///
/// One stream, one thread; no allocation after construction.
final class SpeechModel {
    private static final int BANDS = BandFilters.BANDS;
    private static final int GAUSSIANS = 2;
    private static final int SIZE = GAUSSIANS * BANDS;

    // Of WebRTC's tables, the first Gaussian of each band, then the second.
    private static final int[] WEIGHTS_OF_BANDS = {6, 8, 10, 12, 14, 16};
    private static final int[] NOISE_WEIGHTS = {34, 62, 72, 66, 53, 25, 94, 66, 56, 62, 75, 103};
    private static final int[] SPEECH_WEIGHTS = {48, 82, 45, 87, 50, 47, 80, 46, 83, 41, 78, 81};
    private static final short[] NOISE_MEANS = {
        6738, 4892, 7065, 6715, 6771, 3369, 7646, 3863, 7820, 7266, 5020, 4362
    };
    private static final short[] SPEECH_MEANS = {
        8306, 10085, 10078, 11823, 11843, 6309, 9473, 9571, 10879, 7581, 8180, 7483
    };
    private static final short[] NOISE_SPREADS = {
        378, 1064, 493, 582, 688, 593, 474, 697, 475, 688, 421, 455
    };
    private static final short[] SPEECH_SPREADS = {
        555, 505, 567, 524, 585, 1231, 509, 828, 492, 1540, 1079, 850
    };

    /// Speech is kept at least so far above noise (Q5), and both below these (Q7).
    private static final int[] LEAST_DIFFERENCE = {544, 544, 576, 576, 576, 576};

    private static final int[] MOST_SPEECH = {11392, 11392, 11520, 11520, 11520, 11520};
    private static final int[] MOST_NOISE = {9216, 9088, 8960, 8832, 8704, 8576};
    private static final int MOST_SPEECH_BEFORE = 12_800;
    private static final int ABOVE_SPEECH = 640;
    private static final int[] LEAST_MEAN = {640, 768};
    private static final int LEAST_SPREAD = 384;

    private static final int NOISE_RATE = 655; // Q15
    private static final int SPEECH_RATE = 6_554;
    private static final int BACK_RATE = 154; // Q8

    // The strictest mode's, for frames of 20 ms.
    private static final int LOCAL_THRESHOLD = 94;
    private static final int GLOBAL_THRESHOLD = 1_050;
    private static final int HANG_OVER = 3;
    private static final int LONG_HANG_OVER = 5;
    private static final int LONG_SPEECH = 6;

    private static final int TOO_UNLIKELY = 22_005;
    private static final int LOG_2_E = 5_909; // Q12

    private final short[] noiseMeans = new short[SIZE];
    private final short[] speechMeans = new short[SIZE];
    private final short[] noiseSpreads = new short[SIZE];
    private final short[] speechSpreads = new short[SIZE];
    private final LowestLevels[] lowest = new LowestLevels[BANDS];

    // Of the frame at hand: distances from the means, and which Gaussian it belongs to.
    private final short[] noiseDistances = new short[SIZE];
    private final short[] speechDistances = new short[SIZE];
    private final short[] noiseShares = new short[SIZE];
    private final short[] speechShares = new short[SIZE];
    private short distance;

    private int frames;
    private int hangOver;
    private int speech;

    SpeechModel() {
        Arrays.setAll(lowest, _ -> new LowestLevels());
        reset();
    }

    void reset() {
        System.arraycopy(NOISE_MEANS, 0, noiseMeans, 0, SIZE);
        System.arraycopy(SPEECH_MEANS, 0, speechMeans, 0, SIZE);
        System.arraycopy(NOISE_SPREADS, 0, noiseSpreads, 0, SIZE);
        System.arraycopy(SPEECH_SPREADS, 0, speechSpreads, 0, SIZE);
        for (var each : lowest) {
            each.reset();
        }
        frames = 0;
        hangOver = 0;
        speech = 0;
    }

    /// Whether this frame is speech, or follows it closely.
    ///
    /// @param strengths of the bands, see [BandFilters#strengths]
    /// @param energy of the frame, see [BandFilters#total]
    boolean isSpeech(int[] strengths, int energy) {
        boolean isSpeech = false;
        if (energy > BandFilters.LEAST_ENERGY) {
            isSpeech = looksLikeSpeech(strengths);
            learn(strengths, isSpeech);
            frames++;
        }
        return smoothed(isSpeech);
    }

    private boolean smoothed(boolean isSpeech) {
        if (isSpeech) {
            speech = Math.min(speech + 1, LONG_SPEECH + 1);
            hangOver = speech > LONG_SPEECH ? LONG_HANG_OVER : HANG_OVER;
            speech = Math.min(speech, LONG_SPEECH);
            return true;
        }
        speech = 0;
        if (hangOver > 0) {
            hangOver--;
            return true;
        }
        return false;
    }

    private boolean looksLikeSpeech(int[] strengths) {
        boolean isLocal = false;
        int sum = 0;
        for (int band = 0; band < BANDS; band++) {
            int second = band + BANDS;
            int strength = strengths[band];
            int noise1 = NOISE_WEIGHTS[band] * likelihood(strength, noiseMeans, noiseSpreads, band);
            noiseDistances[band] = distance;
            int speech1 =
                    SPEECH_WEIGHTS[band] * likelihood(strength, speechMeans, speechSpreads, band);
            speechDistances[band] = distance;
            int noise =
                    noise1
                            + NOISE_WEIGHTS[second]
                                    * likelihood(strength, noiseMeans, noiseSpreads, second);
            noiseDistances[second] = distance;
            int speaking =
                    speech1
                            + SPEECH_WEIGHTS[second]
                                    * likelihood(strength, speechMeans, speechSpreads, second);
            speechDistances[second] = distance;

            int ratio = doublings(noise) - doublings(speaking);
            sum += ratio * WEIGHTS_OF_BANDS[band];
            isLocal |= ratio * 4 > LOCAL_THRESHOLD;

            short most = (short) (noise >> 12);
            noiseShares[band] = (short) (most > 0 ? share(noise1, most) : 16_384);
            noiseShares[second] = (short) (most > 0 ? 16_384 - noiseShares[band] : 0);
            most = (short) (speaking >> 12);
            speechShares[band] = (short) (most > 0 ? share(speech1, most) : 0);
            speechShares[second] = (short) (most > 0 ? 16_384 - speechShares[band] : 0);
        }
        return isLocal || sum >= GLOBAL_THRESHOLD;
    }

    private static int doublings(int likelihood) {
        return likelihood == 0 ? 31 : Integer.numberOfLeadingZeros(likelihood) - 1;
    }

    private static int share(int part, short all) {
        return ((part & 0xFFFF_F000) << 2) / all;
    }

    /// The likelihood of a strength (Q20); its distance from the mean by the variance (Q11) is left
    /// in `distance`.
    private int likelihood(int strength, short[] means, short[] spreads, int at) {
        int spread = spreads[at];
        short inverse = (short) ((131_072 + (spread >> 1)) / spread); // Q10
        int coarse = inverse >> 2;
        short inverseSquare = (short) ((coarse * coarse) >> 2); // Q14
        short above = (short) ((short) (strength << 3) - means[at]); // Q7
        distance = (short) ((inverseSquare * above) >> 10);
        int exponent = (distance * above) >> 9; // Q10
        if (exponent >= TOO_UNLIKELY) {
            return 0;
        }
        short power = (short) -((LOG_2_E * exponent) >> 12);
        int mantissa = 0x400 | (power & 0x3FF);
        int shift = ((short) (power ^ 0xFFFF) >> 10) + 1;
        return inverse * (mantissa >> shift);
    }

    private void learn(int[] strengths, boolean isSpeech) {
        int mostSpeech = MOST_SPEECH_BEFORE;
        for (int band = 0; band < BANDS; band++) {
            int strength = strengths[band];
            int lowestLevel = lowest[band].level(strength, frames);
            int noise = (short) (mean(noiseMeans, NOISE_WEIGHTS, band) >> 6); // Q8
            int back = ((short) ((lowestLevel << 4) - noise) * BACK_RATE) >> 9;
            for (int k = 0; k < GAUSSIANS; k++) {
                int at = band + k * BANDS;
                if (isSpeech) {
                    moveNoise(at, k, band, noiseMeans[at], back);
                    learnSpeech(strength, at, LEAST_MEAN[k], mostSpeech + ABOVE_SPEECH);
                } else {
                    short before = noiseMeans[at];
                    int belongs = (short) ((noiseShares[at] * noiseDistances[at]) >> 11);
                    moveNoise(at, k, band, (short) (before + ((belongs * NOISE_RATE) >> 22)), back);
                    learnNoiseSpread(strength, before, at);
                }
            }
            keepApart(band);
            mostSpeech = MOST_SPEECH[band];
        }
    }

    private void moveNoise(int at, int k, int band, short mean, int back) {
        int moved = (short) (mean + (short) back);
        noiseMeans[at] = (short) Math.clamp(moved, (k + 5) << 7, (72 + k - band) << 7);
    }

    private void learnSpeech(int strength, int at, int least, int most) {
        short before = speechMeans[at];
        int belongs = (short) ((speechShares[at] * speechDistances[at]) >> 11);
        int step = (short) ((belongs * SPEECH_RATE) >> 21);
        int moved = (short) (before + ((step + 1) >> 1));
        moved = Math.max(moved, least);
        speechMeans[at] = (short) Math.min(moved, most);

        int above = (short) (strength - ((before + 4) >> 3)); // Q4
        int surprise = ((speechDistances[at] * above) >> 3) - 4096; // Q12
        int weighted = ((speechShares[at] >> 2) * surprise) >> 4; // Q20
        int spread = speechSpreads[at];
        int change = (short) divided(weighted, (short) (spread * 10)); // Q13
        spread = (short) (spread + ((short) (change + 128) >> 8));
        speechSpreads[at] = (short) Math.max(spread, LEAST_SPREAD);
    }

    private void learnNoiseSpread(int strength, short mean, int at) {
        int above = (short) (strength - (mean >> 3)); // Q4
        int surprise = ((noiseDistances[at] * above) >> 3) - 4096; // Q12
        int weighted = (((noiseShares[at] + 2) >> 2) * surprise) >> 14; // Q20
        int spread = noiseSpreads[at];
        int change = (short) divided(weighted, spread); // Q13
        spread = (short) (spread + ((short) (change + 32) >> 6));
        noiseSpreads[at] = (short) Math.max(spread, LEAST_SPREAD);
    }

    /// Rounded towards zero, by way of a 16-bit number, as the original does.
    private static int divided(int value, int by) {
        return value > 0 ? (short) (value / by) : -(short) (-value / by);
    }

    private void keepApart(int band) {
        int noise = mean(noiseMeans, NOISE_WEIGHTS, band);
        int speaking = mean(speechMeans, SPEECH_WEIGHTS, band);
        int difference = (short) ((short) (speaking >> 9) - (short) (noise >> 9)); // Q5
        if (difference < LEAST_DIFFERENCE[band]) {
            int missing = (short) (LEAST_DIFFERENCE[band] - difference);
            move(speechMeans, band, (short) ((13 * missing) >> 2));
            move(noiseMeans, band, -(short) ((3 * missing) >> 2));
            speaking = mean(speechMeans, SPEECH_WEIGHTS, band);
            noise = mean(noiseMeans, NOISE_WEIGHTS, band);
        }
        move(speechMeans, band, -Math.max(0, (short) (speaking >> 7) - MOST_SPEECH[band]));
        move(noiseMeans, band, -Math.max(0, (short) (noise >> 7) - MOST_NOISE[band]));
    }

    private static void move(short[] means, int band, int by) {
        means[band] = (short) (means[band] + by);
        means[band + BANDS] = (short) (means[band + BANDS] + by);
    }

    private static int mean(short[] means, int[] weights, int band) {
        return means[band] * weights[band] + means[band + BANDS] * weights[band + BANDS];
    }
}
