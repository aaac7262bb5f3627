package dev.parley.providers.local;

/// Changes the recognizer's own copy of the sound in place: level, noise.
@FunctionalInterface
interface InputShape {
    void process(short[] samples, int offset, int count);
}
