"""One audit, from options to a judged report; knows files and the network, and no terminal."""
