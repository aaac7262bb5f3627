"""Makes golden.csv: what Pipecat's own code computes of some sound.

Run in a folder with the unpacked wheel pipecat-ai 1.14.0 (`pip download --no-deps`), with numpy and onnxruntime:
    python golden.py path/to/audio/src/test/resources/dev/parley/audio/vad/golden.wav > golden.csv
"""

import importlib.util
import sys
import wave

import numpy as np
import onnxruntime as ort

FOLDER = "pipecat/audio/turn/smart_turn/"
SLICES = [(0, 128000), (40000, 48000), (96000, 128000), (200000, 16000), (300000, 100001), (130000, 90000), (60000, 70000)]
EVERY = 97

spec = importlib.util.spec_from_file_location("features", FOLDER + "_whisper_features.py")
features = importlib.util.module_from_spec(spec)
spec.loader.exec_module(features)
session = ort.InferenceSession(FOLDER + "data/smart-turn-v3.2-cpu.onnx")

with wave.open(sys.argv[1]) as file:
    assert file.getframerate() == 16000 and file.getnchannels() == 1
    sound = np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)

print("# first sample,samples,probability that the turn is over,every %dth feature" % EVERY)
for first, count in SLICES:
    part = sound[first : first + count].astype(np.float32) / 32768.0
    part = np.pad(part, (128000 - len(part), 0))
    mel = features.compute_whisper_log_mel_features(part)
    complete = session.run(None, {"input_features": mel[None]})[0][0].item()
    values = [first, count, "%.6f" % complete] + ["%.4f" % v for v in mel.reshape(-1)[::EVERY]]
    print(",".join(map(str, values)))
