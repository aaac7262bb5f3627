package dev.parley.agents.garage;

import java.util.List;

/// A person who does not exist, for demos and tests.
///
/// @param phone E.164, from the range reserved for fiction (555-0100 to 555-0199)
/// @param vehicles at least one, in the order in which they are stored
public record DemoCustomer(
        String firstName, String lastName, String phone, List<DemoVehicle> vehicles) {
    public DemoCustomer {
        vehicles = List.copyOf(vehicles);
    }

    /// A car of theirs; make and model are words that are understood well on the telephone.
    public record DemoVehicle(int modelYear, String make, String model, String colour) {
        /// As the agent calls it.
        public String label() {
            return make + " " + model;
        }
    }
}
