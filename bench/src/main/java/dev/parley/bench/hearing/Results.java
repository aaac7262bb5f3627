package dev.parley.bench.hearing;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// What a run found.
///
/// @param items answers of each kind
/// @param cpuShare processor seconds a second of sound: ear, voice activity, recognizer, one call
/// @param recorded of a recorded person, empty without one
record Results(
        int items,
        double cpuShare,
        List<Cell> cells,
        List<Cell> recorded,
        List<Stranger> strangers) {
    /// Answers of one kind by one voice on one line.
    record Cell(String condition, String kind, String voice, boolean judge, Tally tally) {}

    /// Foreign sentences put to one kind of question.
    ///
    /// @param taken understood as an answer
    /// @param stayed of these, still taken after read-back where there is one
    record Stranger(String kind, boolean confirmed, int sentences, int taken, int stayed) {
        double takenShare() {
            return (double) taken / sentences;
        }

        double stayedShare() {
            return (double) stayed / sentences;
        }
    }

    /// Parts of one run that were made one after another. The share of the processor is that of the
    /// part with most answers.
    static Results joined(List<Results> parts) {
        var largest = Collections.max(parts, Comparator.comparingInt(part -> part.cells.size()));
        return new Results(
                largest.items,
                largest.cpuShare,
                parts.stream().flatMap(part -> part.cells.stream()).toList(),
                parts.stream().flatMap(part -> part.recorded.stream()).toList(),
                parts.stream().flatMap(part -> part.strangers.stream()).toList());
    }

    Tally sum(Predicate<Cell> which) {
        return cells.stream().filter(which).map(Cell::tally).reduce(Tally.NOTHING, Tally::plus);
    }

    Tally of(String condition, String kind) {
        return sum(cell -> cell.condition.equals(condition) && cell.kind.equals(kind));
    }

    List<String> conditions() {
        return cells.stream().map(Cell::condition).distinct().toList();
    }

    List<String> kinds() {
        return cells.stream().map(Cell::kind).distinct().toList();
    }

    List<String> voices() {
        return cells.stream().map(Cell::voice).distinct().toList();
    }
}
