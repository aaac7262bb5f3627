package dev.parley.agents.garage;

import java.util.List;

/// A customer's car.
///
/// @param colour as one says it; empty if not known
record Vehicle(long id, int modelYear, String make, String model, String colour) {

    /// What to call this car on the telephone, so that it differs from the owner's other cars:
    /// "Ford Focus", else "blue Ford Focus", else "2019 Ford Focus".
    String label(List<Vehicle> all) {
        if (isUnique(all, false)) {
            return make + " " + model;
        }
        if (!colour.isEmpty() && isUnique(all, true)) {
            return colour + " " + make + " " + model;
        }
        return modelYear + " " + make + " " + model;
    }

    private boolean isUnique(List<Vehicle> all, boolean byColour) {
        return all.stream()
                .noneMatch(other ->
                        other.id != id
                                && other.make.equalsIgnoreCase(make)
                                && other.model.equalsIgnoreCase(model)
                                && (!byColour || other.colour.equalsIgnoreCase(colour)));
    }
}
