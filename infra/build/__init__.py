"""What `sam build` runs, through the Makefiles beside the code: packages that compile nothing at a cold start."""
