package dev.parley.agents.garage;

/// A make and a model as a flow names them in one: "Honda Civic", make first. A car that nobody
/// could name is "Unlisted car", until somebody of the garage writes it down.
record CarModel(String make, String model) {
    private static final String UNLISTED = "other";

    static CarModel parse(String text) {
        if (text.equals(UNLISTED)) {
            return new CarModel("Unlisted", "car");
        }
        int space = text.indexOf(' ');
        if (space < 1 || space == text.length() - 1) {
            throw new IllegalArgumentException(
                    "expected a make and a model like \"Honda Civic\", or \"other\", got \""
                            + text
                            + "\"");
        }
        return new CarModel(text.substring(0, space), text.substring(space + 1));
    }
}
